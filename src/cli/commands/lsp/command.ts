import { type Command, Option } from 'commander';
import packageJson from '../../../../package.json' with { type: 'json' };
import { addSettingFlags } from '../../input/settings.ts';
import { addProjectFlags } from '../../project/asked.ts';
import type { ExitCode, Io } from '../../streams/io.ts';
import { examples } from '../examples.ts';
import { gather } from './gather.ts';

/** Adds `layerc lsp`. */
export function addLspCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('lsp')
    .summary('serve an editor: diagnostics, completion and more, while you type')
    .description(
      'Speaks the language server protocol on standard input and output. An editor starts it; docs/editor.md says how to set up each.',
    )
    .addOption(new Option('--stdio', 'what many editors add; there is no other way to speak to it'))
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText('after', examples('layerc lsp'));
  addProjectFlags(command);
  addSettingFlags(command).action(async (flags) => {
    const { runLsp } = await import('../../../lsp/process.ts');
    const { version, homepage } = packageJson;
    const docs = `${homepage}/blob/main/docs/diagnostics.md`;
    done(await runLsp({ version, docs, gather: (root) => gather(root, flags, io.env) }));
  });
}
