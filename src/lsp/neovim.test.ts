/** A real editor: Neovim opens a broken file, shows what is wrong, mends it, completes a pool and goes to it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { findProgram } from '../../testenv/needs.ts';
import { suiteNeeding } from '../../testenv/suite.ts';
import { COMMAND } from '../cli/run.test-support.ts';
import { FUNCTION, folderWith, RULES } from './client.test-support.ts';

suiteNeeding('layerc lsp in Neovim', [findProgram('nvim', 'neovim')], (nvim) => {
  it('diagnostics, a quick fix, completion, hover, definition', () => {
    const folder = folderWith({
      'a.yaml': FUNCTION.replace('pool: cpu', 'pool: cpu-larg').replace('max: 6', 'max: 3'),
      'rules.yaml': RULES,
    });
    const out = join(folder, 'result.json');
    const script = resolve('src/lsp/neovim.lua');
    const args = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${script}`, '-c', 'qall!'];
    const { stdout, stderr, status } = spawnSync(nvim, args, {
      cwd: folder,
      encoding: 'utf8',
      timeout: 90_000,
      env: {
        ...process.env,
        XDG_STATE_HOME: folder,
        XDG_CACHE_HOME: folder,
        LAYERC_COMMAND: JSON.stringify([...COMMAND, 'lsp']),
        LAYERC_OUT: out,
      },
    });
    expect({ status, said: stdout + stderr }).toMatchObject({ status: 0 });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({
      diagnostics: [
        {
          code: 'UnknownPool',
          lnum: 11,
          col: 10,
          message:
            'spec.scaling.pool is "cpu-larg", which InfraRules/default does not have.\nallowed: cpu, cpu-large',
        },
      ],
      action: 'Write cpu-large',
      mended: '    pool: cpu-large',
      left: 0,
      completed: ['cpu', 'cpu-large'],
      chosen: '    pool: cpu',
      hover: expect.stringContaining('maxReplicasPerWorkload: 8'),
      definition: ['rules.yaml', 6, 12],
    });
  }, 120_000);
});
