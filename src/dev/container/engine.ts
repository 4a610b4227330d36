/** Which program runs containers here. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CannotRun, type ContainerOptions } from '../words/options.ts';

const ENGINES = ['docker', 'podman', 'nerdctl'] as const;

/** The engine as it is asked for, else the first that is there and answers: docker may be, and its daemon not. */
export function engineOf({ engine }: ContainerOptions, path = process.env.PATH ?? ''): string {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const found = (engine === undefined ? ENGINES : [engine]).flatMap((name) => {
    const folder = folders.find((one) => isProgram(join(one, name)));
    return folder === undefined ? [] : [join(folder, name)];
  });
  const [first] = found;
  // Of one alone it is better to hear itself what is the matter.
  if (first !== undefined) return found.length === 1 ? first : (found.find(answers) ?? first);
  throw new CannotRun(
    `--container needs ${engine ?? 'docker, podman or nerdctl'} on the PATH; --worker runs a command without it`,
  );
}

const PATIENCE_MS = 5000;

function answers(engine: string): boolean {
  const { status } = spawnSync(engine, ['info'], {
    env: engineEnvironment(),
    stdio: 'ignore',
    timeout: PATIENCE_MS,
  });
  return status === 0;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What an engine needs of this process to find its daemon, its storage and its registries. */
export function engineEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const wanted =
    /^(?:PATH|HOME|USER|LOGNAME|LANG|LC_\w+|TMPDIR|XDG_\w+|DBUS_\w+|SSH_AUTH_SOCK|LD_LIBRARY_PATH|(?:DOCKER|CONTAINER|CONTAINERS|CONTAINERD|NERDCTL|BUILDAH|STORAGE|REGISTRY)_\w+|(?:https?|no|all)_proxy)$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => wanted.test(name)));
}
