-- Drives Neovim the way a person does, and writes what they would see to $GAIT_SEEN. Run with `nvim --clean --headless -l`.

local seen = assert(io.open(vim.env.GAIT_SEEN, "w"))

local function say(title, what)
  seen:write("== ", title, "\n", type(what) == "string" and what or vim.inspect(what), "\n\n")
  seen:flush()
end

local function wait(what, condition)
  if not vim.wait(30000, condition, 20) then
    say("gave up waiting for", what)
    seen:close()
    os.exit(1)
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

local function place(needle)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(needle, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { row, column - 1 })
      return
    end
  end
  error("not in the text: " .. needle)
end

local function findings()
  local out = {}
  for _, it in ipairs(vim.diagnostic.get(0)) do
    local severity = vim.diagnostic.severity[it.severity]
    out[#out + 1] = string.format("%d:%d %s[%s] %s", it.lnum + 1, it.col + 1, severity, it.code, it.message)
  end
  table.sort(out)
  return table.concat(out, "\n")
end

local function has(code)
  return function()
    for _, it in ipairs(vim.diagnostic.get(0)) do
      if it.code == code then
        return true
      end
    end
    return false
  end
end

local function lacks(code)
  local present = has(code)
  return function()
    return not present()
  end
end

-- The set-up as it is documented; the command stands on the PATH.
dofile(vim.env.GAIT_SETUP)
vim.cmd("filetype on")

vim.cmd.edit("a.plan.ron")
wait("the server", function()
  return #vim.lsp.get_clients({ bufnr = 0 }) == 1
end)
local client = vim.lsp.get_clients({ bufnr = 0 })[1]
wait("a finding", has("lower-body-before-key-run"))
say("filetype, encoding", vim.bo.filetype .. ", " .. client.offset_encoding)
say("findings", findings())

place("lower @")
local actions = {}
vim.lsp.buf.code_action({
  filter = function(action)
    actions[#actions + 1] = action.title
    return action.title:find("Move `lower`", 1, true) ~= nil and action.kind == "quickfix" and #vim.tbl_filter(function(title)
      return title:find("Move `lower`", 1, true) ~= nil
    end, actions) == 1
  end,
  apply = true,
})
wait("the fix", lacks("lower-body-before-key-run"))
say("actions offered", actions)
say("after the action", text())

vim.api.nvim_buf_set_text(0, 0, 5, 0, 5, { "", "         " })
local before = text()
vim.lsp.buf.format({ name = "gait", timeout_ms = 30000 })
wait("the layout", function()
  return text() ~= before
end)
say("after formatting", text())

place('track"')
vim.lsp.buf.rename("intervals")
wait("the name", function()
  return text():find('"intervals @ 07:00"', 1, true) ~= nil
end)
say("after renaming", text())

local function ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, 30000))
  local answer = assert(answers[client.id], method)
  assert(not answer.err, vim.inspect(answer.err))
  return answer.result
end

place("intervals @")
local hover = ask("textDocument/hover", vim.lsp.util.make_position_params(0, client.offset_encoding))
say("hover", hover.contents.value)

place("intervals @")
local found = ask("textDocument/completion", vim.lsp.util.make_position_params(0, client.offset_encoding))
local labels = {}
for _, item in ipairs(found.items or found) do
  labels[#labels + 1] = item.label
end
table.sort(labels)
say("completion", table.concat(labels, " "))

-- What is typed already narrows the list that the keys for it open.
local written = vim.api.nvim_buf_get_lines(0, 0, -1, false)
place("intervals @")
vim.cmd("normal! ctti")
local narrowed = {}
vim.schedule(function()
  vim.wait(30000, function()
    narrowed = vim.fn.complete_info({ "items" }).items
    return #narrowed > 0
  end, 20)
  vim.api.nvim_input("<Esc>")
end)
vim.api.nvim_feedkeys(vim.keycode("a<C-x><C-o>"), "xt!", false)
local offered = vim.tbl_map(function(item)
  return item.abbr
end, narrowed)
say("completion of a typed word", table.concat(offered, " "))
vim.api.nvim_buf_set_lines(0, 0, -1, false, written)

place("intervals @")
vim.lsp.buf.definition()
wait("the definition", function()
  return vim.api.nvim_get_current_line():find("Intervals(", 1, true) ~= nil
end)
say("definition", vim.api.nvim_get_current_line())

vim.lsp.inlay_hint.enable(true)
wait("hints", function()
  return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 0
end)
local hints = {}
for _, it in ipairs(vim.lsp.inlay_hint.get({ bufnr = 0 })) do
  hints[#hints + 1] = it.inlay_hint.label
end
say("hints", table.concat(hints, "\n"))

-- Typing, the way keys do it.
place("format:")
vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes("cwformatt<Esc>", true, false, true), "xt", false)
wait("a mistake", has("unknown-field"))
say("after a slip of the finger", findings())
vim.cmd("undo")
wait("no mistake", lacks("unknown-field"))
vim.cmd("silent write")

client:stop()
wait("the end", function()
  return #vim.lsp.get_clients({ name = "gait" }) == 0
end)
seen:close()
os.exit(0)
