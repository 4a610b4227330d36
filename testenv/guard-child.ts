// Runs as a process of its own. It reads commands from its parent and, when the parent is gone for whatever
// reason, ends every process group and removes every folder that the parent has not taken back.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const groups = new Set<number>();
const folders = new Set<string>();

createInterface(process.stdin)
  .on('line', (line) => {
    const [command, value] = JSON.parse(line) as ['run' | 'ran', number] | ['keep' | 'kept', string];
    if (command === 'run') groups.add(value);
    if (command === 'ran') groups.delete(value);
    if (command === 'keep') folders.add(value);
    if (command === 'kept') folders.delete(value);
  })
  .on('close', () => {
    for (const group of groups) {
      try {
        process.kill(-group, 'SIGKILL');
      } catch {
        // Already gone.
      }
    }
    for (const folder of folders)
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });
