/** What the figures were measured on. */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

export function machine(): string {
  const [first] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const load = loadavg().map((one) => one.toFixed(1));
  return `${cpus().length} x ${first?.model ?? 'unknown processor'}, ${memory}, ${process.platform} ${process.arch}, Node ${process.version}, commit ${commit}; load of the machine ${load.join(', ')}`;
}
