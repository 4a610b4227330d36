import type { Obstacle } from './inspection.ts';

/** What keeps layerc from writing a folder, each once. */
export class Obstacles {
  readonly #found = new Map<string, Obstacle>();

  /** False, as an answer for whoever asked whether all is well. */
  add(code: Obstacle['code'], path: string, message: string): false {
    const id = `${code} ${path}`;
    if (!this.#found.has(id)) this.#found.set(id, { code, path, message });
    return false;
  }

  causes(): Obstacle[] {
    return causesOf(this.#found.values());
  }
}

/**
 * What keeps layerc from writing, each cause once: of what cannot be written or read below a folder that is told of, or
 * for the very reason for which its folder is, only the number is said.
 */
function causesOf(obstacles: Iterable<Obstacle>): Obstacle[] {
  const all = [...obstacles];
  const unwritable = new Set(all.filter(isUnwritable).map(({ path }) => path));
  const below = new Map<string, number>();
  const causes = all.filter((obstacle) => {
    const folder = isUnwritable(obstacle) ? outermost(obstacle.path, unwritable) : undefined;
    if (folder !== undefined) below.set(folder, (below.get(folder) ?? 0) + 1);
    return folder === undefined;
  });
  return causes.map((obstacle) => {
    const others = isUnwritable(obstacle) ? (below.get(obstacle.path) ?? 0) : 0;
    if (others === 0) return obstacle;
    const what = others === 1 ? 'one more path' : `${others} more paths`;
    return { ...obstacle, message: `${obstacle.message}, which holds up ${what} below it` };
  });
}

function isUnwritable({ code }: Obstacle): boolean {
  return code === 'OutputNotWritable';
}

/** The outermost folder around a path that is among these; the folder of all is ''. */
function outermost(path: string, among: ReadonlySet<string>): string | undefined {
  let found: string | undefined;
  for (let folder = path; folder !== ''; ) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    if (among.has(folder)) found = folder;
  }
  return found;
}
