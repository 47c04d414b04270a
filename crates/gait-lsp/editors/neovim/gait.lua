-- Gaitkeeper for Neovim 0.11 or later: `require` this file, or paste it into your `init.lua`.
--
-- Needs the command `gait` on the PATH. Findings, hover (K), completion, code actions (gra), rename (grn), references (grr)
-- and inlay hints come from `gait lsp` with Neovim's own keys.

vim.filetype.add({
  pattern = { [".*%.plan%.ron"] = "gait-plan" },
  filename = { ["gait.ron"] = "gait-settings" },
})

vim.lsp.config("gait", {
  cmd = { "gait", "lsp" },
  filetypes = { "gait-plan", "gait-settings" },
  root_markers = { "gait.ron", ".git" },
})
vim.lsp.enable("gait")

vim.api.nvim_create_autocmd("FileType", {
  pattern = { "gait-plan", "gait-settings" },
  callback = function(event)
    vim.bo[event.buf].commentstring = "// %s"
    vim.bo[event.buf].shiftwidth = 4
    vim.bo[event.buf].expandtab = true
  end,
})
