/** Which program runs containers here. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CannotRun, type ContainerOptions } from '../words/options.ts';

const ENGINES = ['docker', 'podman', 'nerdctl'] as const;

/** The engine as it is asked for, else the first one that is there. */
export function engineOf({ engine }: ContainerOptions, path = process.env.PATH ?? ''): string {
  const wanted = engine === undefined ? ENGINES : [engine];
  for (const name of wanted) {
    const place = path.split(delimiter).find((folder) => folder !== '' && isProgram(join(folder, name)));
    if (place !== undefined) return join(place, name);
  }
  throw new CannotRun(
    `--container needs ${engine ?? 'docker, podman or nerdctl'} on the PATH; --worker runs a command without it`,
  );
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
