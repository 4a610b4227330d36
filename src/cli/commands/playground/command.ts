import { type Command, Option } from 'commander';
import type { ExitCode, Io } from '../../streams/io.ts';
import { writeProduct } from '../../streams/output.ts';
import { whole } from '../dev/values.ts';
import { examples } from '../examples.ts';

/** Adds `layerc playground`. */
export function addPlaygroundCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('playground')
    .summary('serve a page to try Functions in')
    .description(
      'Serves one page on 127.0.0.1: Functions and pools on its left, the objects on its right, and of every value why it is so. Everything is compiled in the browser; nothing is sent anywhere. Its address goes to standard output; Ctrl-C ends it.',
    )
    .addOption(
      new Option('--port <port>', 'port on 127.0.0.1; 0 takes a free one')
        .default(0)
        .argParser(whole('a port', 0, 65_535)),
    )
    .addHelpText('after', examples('layerc playground', 'layerc playground --port 8090'))
    .action(async ({ port }: { readonly port: number }) => done(await playground(port, io)));
}

/** Until it is asked to end. */
async function playground(port: number, io: Io): Promise<ExitCode> {
  const { CannotServe, servePlayground } = await import('../../../page/serve.ts');
  const asked = new Promise<void>((end) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end());
  });
  try {
    const { url, stop } = await servePlayground(port);
    try {
      await writeProduct([`${url}\n`], io);
      await asked;
    } finally {
      await stop();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof CannotServe)) throw error;
    io.stderr.write(`layerc: ${error.message}\n`);
    return 2;
  }
}
