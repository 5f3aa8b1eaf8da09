-- What a person does in Neovim, written down for the test: SDL_RESULT is the file that gets what was seen.
local seen = {}

local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then error("waited in vain for " .. what) end
end

local function text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n" end

-- Puts the cursor on the first place of `word` behind the first place of `before`.
local function go(before, word)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search("\\V" .. before, "cW") > 0, before)
  assert(vim.fn.search("\\V" .. word, "cW") > 0, word)
end

local function messages()
  return vim.tbl_map(function(d) return { line = d.lnum + 1, message = d.code .. ": " .. d.message } end, vim.diagnostic.get(0))
end

local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then return window end
  end
end

local function steps()
  vim.cmd("edit contracts/chat.sdl")
  seen.type = vim.bo.filetype
  wait("a client", function() return #vim.lsp.get_active_clients() == 1 end)

  wait("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
  seen.diagnostics = messages()
  vim.cmd("%s/outside Car$/outside Care/")
  wait("no diagnostics", function() return #vim.diagnostic.get(0) == 0 end)
  seen.mended = messages()

  go("for each", "Message")
  vim.lsp.buf.hover()
  wait("a hover", floating)
  seen.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(floating()), 0, -1, false), "\n")
  vim.api.nvim_win_close(floating(), true)

  go("for each", "Me\\zsssage")
  vim.cmd("normal! ma")
  vim.lsp.buf.definition()
  wait("the definition in the file", function() return vim.fn.line(".") ~= vim.fn.line("'a") end)
  seen.definition = { file = vim.fn.expand("%:t"), line = vim.fn.getline(".") }
  go("where", "delivered")
  vim.lsp.buf.definition()
  wait("the definition in the other file", function() return vim.fn.expand("%:t") == "common.sdl" end)
  seen.definitionElsewhere = { file = vim.fn.expand("%:t"), line = vim.fn.getline(".") }
  vim.cmd("buffer chat.sdl")

  go("for each", "Mess\\zsage")
  local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", vim.lsp.util.make_position_params(), 20000)
  local _, answer = next(answers)
  seen.completion = vim.tbl_map(function(item) return item.word end, vim.lsp.util.text_document_completion_list_to_complete_items(answer.result, "Mess"))

  go("where", "delivered")
  vim.lsp.buf.rename("arrived")
  wait("the new name", function() return text():find("status is arrived", 1, true) ~= nil end)
  vim.cmd("wall")
  vim.cmd("silent %s/  for each/for   each/")
  seen.unformatted = text()
  if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 20000 }) else vim.lsp.buf.formatting_sync({}, 20000) end
  seen.formatted = text()
  vim.cmd("undo")
end

local ok, problem = xpcall(steps, debug.traceback)
if not ok then seen.problem = problem end
vim.fn.writefile({ vim.fn.json_encode(seen) }, os.getenv("SDL_RESULT"))
vim.cmd("qall!")
