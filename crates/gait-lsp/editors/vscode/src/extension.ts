// Starts `gait lsp` for plans and settings, and says what to do when it cannot be started.

import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

const DOCUMENTS = [{ language: "gait-plan" }, { language: "gait-settings" }];

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("gaitkeeper.restart", restart),
    vscode.commands.registerCommand("gaitkeeper.showOutput", () => client?.outputChannel.show()),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("gaitkeeper.path") || event.affectsConfiguration("gaitkeeper.arguments")) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  // A server that has ended by itself cannot be asked to.
  await old?.dispose().catch(() => undefined);
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("gaitkeeper");
  const command = executable(settings.get<string>("path", "gait"));
  const server: ServerOptions = { command, args: ["lsp", ...settings.get<string[]>("arguments", [])] };
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.plan.ron,gait.ron}") },
  };
  client = new LanguageClient("gaitkeeper", "Gaitkeeper", server, options);
  try {
    await client.start();
  } catch (error) {
    await notStarted(command, error);
  }
}

/** A relative path with a folder in it is one from the workspace; a bare name is looked up on the PATH. */
function executable(command: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const isPath = command.includes("/") || command.includes(path.sep);
  return isPath && folder !== undefined ? path.resolve(folder, command) : command;
}

async function notStarted(command: string, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const choice = await vscode.window.showErrorMessage(
    `Gaitkeeper could not start \`${command} lsp\`: ${reason}. Install the command gait, or set its path.`,
    "Open settings",
  );
  if (choice !== undefined) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "gaitkeeper.path");
  }
}
