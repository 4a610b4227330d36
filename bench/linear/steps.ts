import { Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// Else the first calls of a function are not counted, nor those that are inlined.
for (const flag of ['--no-lazy-feedback-allocation', '--no-opt', '--no-maglev']) setFlagsFromString(flag);

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

/**
 * How much work a call does, in steps and not in seconds: how often each block of the product runs, as V8 counts it for
 * coverage, and how many items or characters the built-in searches walk that run no code of ours. The same call gives the
 * same number.
 */
export async function stepsOf(call: () => unknown): Promise<number> {
  const session = new Session();
  session.connect();
  const walked = watchBuiltins();
  try {
    session.post('Profiler.enable');
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    await call();
    let steps = 0;
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      if (error !== null) throw error;
      for (const { url, functions } of taken.result)
        if (isOurs(url)) for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    });
    return steps + walked.end();
  } finally {
    walked.end();
    session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
  }
}

function isOurs(url: string): boolean {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  return path.startsWith(SOURCES) && !/\.test\b/.test(path);
}

/** How far each walks, from what it is called on and what it answers. */
type Walk = (on: { readonly length: number }, args: readonly unknown[], answer: never) => number;

const forwards: Walk = ({ length }, [, from = 0], answer: number) =>
  (answer === -1 ? length : answer + 1) - (from as number);
const backwards: Walk = ({ length }, [, from = length], answer: number) => (from as number) - answer;
const whole: Walk = ({ length }) => length;
const answered: Walk = (_, __, answer: readonly unknown[]) => answer.length;

const WALKERS: readonly (readonly [object, { readonly [method: string]: Walk }])[] = [
  [
    Array.prototype,
    {
      includes: whole,
      indexOf: forwards,
      lastIndexOf: backwards,
      concat: answered,
      slice: answered,
      join: whole,
      splice: whole,
      shift: whole,
      unshift: whole,
    },
  ],
  [
    String.prototype,
    {
      indexOf: forwards,
      lastIndexOf: backwards,
      split: whole,
      replace: whole,
      replaceAll: whole,
      trim: whole,
    },
  ],
];

/** Counts what the built-ins walk, until the end is asked for. */
function watchBuiltins(): { end(): number } {
  let walked = 0;
  const restore: (() => void)[] = [];
  for (const [prototype, walks] of WALKERS) {
    for (const [name, walk] of Object.entries(walks)) {
      const methods = prototype as { [name: string]: (...args: unknown[]) => unknown };
      const original = methods[name] as (...args: unknown[]) => unknown;
      methods[name] = function (this: { readonly length: number }, ...args) {
        const answer = Reflect.apply(original, this, args);
        walked += walk(this, args, answer as never);
        return answer;
      };
      restore.push(() => {
        methods[name] = original;
      });
    }
  }
  const keys = Object.keys;
  Object.keys = (object: object) => {
    const found = keys(object);
    walked += found.length;
    return found;
  };
  restore.push(() => {
    Object.keys = keys;
  });
  return {
    end() {
      for (const one of restore.splice(0)) one();
      return walked;
    },
  };
}
