/** A collection in brackets, which may be half written: it ends where the lines around it go on. */
import { type Branch, type Budget, branch, MOST_DEPTH } from './branch.ts';
import { quotedAt } from './scalars.ts';

const PLAIN_END = /[,[\]{}\r\n]|:(?=[\s,[\]{}"']|$)|\s#|$/g;

/** Fills `owner`, whose bracket stands at `start`; gives where it ends. Lines indented no deeper than it are not its own. */
export function readFlow(text: string, owner: Branch, start: number, limit: number, budget: Budget): number {
  const open: Branch[] = [];
  const begin = (target: Branch, at: number) => {
    target.flow = text[at] as '{' | '[';
    target.valueStart = at;
    target.end = at + 1;
    open.push(target);
  };
  begin(owner, start);
  let at = start + 1;
  /** The entry or item that is being read. */
  let current: Branch | undefined;
  while (open.length > 0 && at < limit) {
    const container = open.at(-1) as Branch;
    const char = text[at] as string;
    if (char === '\n') {
      if (leaves(text, at + 1, owner.indent)) break;
      at++;
    } else if (/\s/.test(char)) at++;
    else if (char === '#' && /\s/.test(text[at - 1] ?? ' ')) at = endOfLine(text, at, limit);
    else if (char === ']' || char === '}') {
      if (current !== undefined) current.end = at;
      open.pop();
      container.end = at + 1;
      container.isClosed = true;
      current = open.length === 0 ? undefined : container;
      at++;
    } else if (char === ',') {
      if (current !== undefined) current.end = at;
      current = undefined;
      at++;
    } else if (char === '[' || char === '{') {
      const target = valueOwner(container, current, at, budget);
      if (target === undefined || open.length > MOST_DEPTH) break;
      begin(target, at);
      current = undefined;
      at++;
    } else if (char === ':' && current !== undefined && !current.isComplete) {
      current.isComplete = true;
      current.valueStart = at + 1;
      current.end = at + 1;
      at++;
    } else {
      const scalar = scalarAt(
        text,
        at,
        limit,
        owner.indent < 0 || container !== owner || container.flow !== '',
      );
      if (container.flow === '{' && (current === undefined || !current.isComplete)) {
        if (--budget.left < 0) break;
        current = branch(container, scalar.value, [scalar.start, scalar.end], -1, false);
      } else {
        const target = valueOwner(container, current, at, budget);
        if (target === undefined) break;
        target.scalar ??= scalar;
        current = target;
      }
      current.end = scalar.end;
      at = Math.max(scalar.end, at + 1);
    }
  }
  // What is not closed reaches as far as it was read.
  if (current !== undefined) current.end = Math.max(current.end, at);
  for (const one of open) one.end = at;
  return at;
}

/** What a value belongs to: the entry before it, or a new item. */
function valueOwner(
  container: Branch,
  current: Branch | undefined,
  at: number,
  budget: Budget,
): Branch | undefined {
  if (current?.isComplete && current !== container && current.scalar === undefined && current.flow === '')
    return current;
  if (--budget.left < 0) return undefined;
  const item = branch(container, container.children.length, [at, at], -1);
  item.valueStart = at;
  return item;
}

function scalarAt(text: string, at: number, limit: number, isOneLine: boolean) {
  const line = endOfLine(text, at, limit);
  if (text[at] === '"' || text[at] === "'") return quotedAt(text, at, isOneLine ? line : limit);
  PLAIN_END.lastIndex = at;
  const end = Math.min(PLAIN_END.exec(text)?.index ?? limit, limit);
  const value = text.slice(at, end).trimEnd();
  return { start: at, end: at + value.length, value, style: 'plain' as const };
}

/** Whether the line that begins here is none of a collection: no deeper than what it belongs to, and no end of it. */
function leaves(text: string, at: number, indent: number): boolean {
  if (indent < 0) return false;
  const [blanks = ''] = /^ */.exec(text.slice(at, at + indent + 2)) ?? [];
  const next = text[at + blanks.length];
  return blanks.length <= indent && next !== undefined && !/[\s\]},#]/.test(next);
}

function endOfLine(text: string, at: number, limit: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 || end > limit ? limit : end;
}
