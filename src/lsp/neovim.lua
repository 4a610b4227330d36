-- Run by neovim.test.ts, in Neovim 0.7 and newer: what a person does with a broken file.
local result = {}

local function wait(what, done)
  if not vim.wait(30000, done, 20) then
    error('waited in vain for ' .. what)
  end
end

local function ask(buffer, client, method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 30000)
  return assert(answers and answers[client], 'no answer to ' .. method).result
end

local ok, problem = pcall(function()
  vim.cmd('edit a.yaml')
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({
    name = 'layerc',
    cmd = vim.fn.json_decode(os.getenv('LAYERC_COMMAND')),
    root_dir = vim.fn.getcwd(),
  })
  vim.lsp.buf_attach_client(buffer, client)
  local encoding = function()
    return vim.lsp.get_client_by_id(client).offset_encoding
  end

  wait('diagnostics', function()
    return #vim.diagnostic.get(buffer) > 0
  end)
  result.diagnostics = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    local code = one.code or one.user_data.lsp.code
    table.insert(result.diagnostics, { code = code, lnum = one.lnum, col = one.col, message = one.message })
  end

  vim.api.nvim_win_set_cursor(0, { 12, 12 })
  local params = vim.lsp.util.make_range_params(0, encoding())
  params.context = { diagnostics = {} }
  local action = ask(buffer, client, 'textDocument/codeAction', params)[1]
  result.action = action.title
  vim.lsp.util.apply_workspace_edit(action.edit, encoding())
  result.mended = vim.api.nvim_buf_get_lines(buffer, 11, 12, false)[1]
  wait('nothing to be wrong', function()
    return #vim.diagnostic.get(buffer) == 0
  end)
  result.left = #vim.diagnostic.get(buffer)

  vim.api.nvim_buf_set_lines(buffer, 11, 12, false, { '    pool: ' })
  vim.api.nvim_win_set_cursor(0, { 12, 9 })
  local position = vim.lsp.util.make_position_params(0, encoding())
  position.position.character = 10
  local items = ask(buffer, client, 'textDocument/completion', position)
  items = items.items or items
  result.completed = {}
  for _, item in ipairs(items) do
    table.insert(result.completed, item.label)
  end
  vim.lsp.util.apply_text_edits({ items[1].textEdit }, buffer, encoding())
  result.chosen = vim.api.nvim_buf_get_lines(buffer, 11, 12, false)[1]

  vim.api.nvim_win_set_cursor(0, { 12, 11 })
  local hover = ask(buffer, client, 'textDocument/hover', vim.lsp.util.make_position_params(0, encoding()))
  result.hover = hover.contents.value

  vim.cmd('set hidden')
  vim.lsp.buf.definition()
  wait('the definition', function()
    return vim.api.nvim_get_current_buf() ~= buffer
  end)
  local cursor = vim.api.nvim_win_get_cursor(0)
  result.definition = { vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t'), cursor[1], cursor[2] }
  vim.lsp.stop_client(client)
end)

if not ok then
  result.problem = tostring(problem)
end
local file = assert(io.open(os.getenv('LAYERC_OUT'), 'w'))
file:write(vim.fn.json_encode(result))
file:close()
