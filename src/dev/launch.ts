/** How the workers of a Function are started here: by a command, in a container, or not at all. */
import { basename } from 'node:path';
import { runArguments } from './container/arguments.ts';
import { ContainerProcess } from './container/container-process.ts';
import { engineEnvironment, engineOf } from './container/engine.ts';
import type { DevOptions } from './words/options.ts';
import { LocalProcess } from './worker/local-process.ts';
import type { Launch } from './worker/supervisor.ts';
import type { Workload } from './worker/workload.ts';

/** What the shell means by its exit codes of its own. */
function ofShells(command: string): Launch['unstartable'] {
  const shown = JSON.stringify(command);
  return {
    126: `the shell may not run the command ${shown}`,
    127: `the shell does not find the command ${shown}`,
  };
}

/** And what docker means by them, which podman and nerdctl follow. */
function ofEngines(engine: string, image: string): Launch['unstartable'] {
  const shown = JSON.stringify(image);
  return {
    125: `${basename(engine)} does not run the image ${shown}`,
    126: `the command of the image ${shown} may not be run`,
    127: `the command is not in the image ${shown}`,
  };
}

export function launchOf(options: DevOptions, workload: Workload): Launch | undefined {
  const { id, graceMs } = workload;
  if (!options.runsWorkers) return undefined;
  const command = options.workers.find(({ name }) => name === id)?.value;
  if (command !== undefined)
    return {
      unstartable: ofShells(command),
      start: ({ env, line }) => new LocalProcess({ command, folder: options.workdir, env, graceMs, line }),
    };
  const container = options.containers.find(({ name }) => name === id);
  return container && inContainer(options, workload, container.value === '' ? undefined : container.value);
}

function inContainer(options: DevOptions, { pod, graceMs }: Workload, image: string | undefined): Launch {
  const engine = engineOf(options);
  const engineEnv = engineEnvironment();
  return {
    unstartable: ofEngines(engine, image ?? String(pod.container.image)),
    start: ({ name, env, line }) => {
      const { pull, engineArgs } = options;
      const { args } = runArguments({ pod, name, image, env, engineEnv, pull, more: engineArgs });
      return new ContainerProcess({ engine, args, name, env: { ...env, ...engineEnv }, graceMs, line });
    },
  };
}

/** What the container of a Function has on a cluster and not here. */
export function lacksOf(options: DevOptions, { id, pod }: Workload): readonly string[] {
  if (!options.containers.some(({ name }) => name === id)) return [];
  const none = { name: '', image: undefined, env: {}, engineEnv: {}, pull: undefined, more: [] };
  return runArguments({ ...none, pod }).lacks;
}
