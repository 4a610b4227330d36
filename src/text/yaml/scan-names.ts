import { type Cursor, isSpace } from './cursor.ts';

const NAME = /[\w-]*/y;

/** Five fields of a schedule, of which the first begins with a star. */
const CRON = /\*(?:\/\d{1,2})?(?: [\d*/,A-Za-z-]{1,32}){4}/y;

/** The name behind `&` or `*`. */
export function scanName(cursor: Cursor): string {
  const start = cursor.pos;
  NAME.lastIndex = start + 1;
  const [name] = NAME.exec(cursor.text) as RegExpExecArray;
  cursor.pos += 1 + name.length;
  if (name === '' || !(isSpace(cursor.code()) || '?:,]}%@`'.includes(cursor.text[cursor.pos] as string))) {
    CRON.lastIndex = start;
    const [cron] = CRON.exec(cursor.text) ?? [];
    throw cursor.fault(
      `A name of letters, digits, - and _ must follow ${cursor.text[start] as string}.`,
      cron === undefined ? 'Quote the value, if it is text.' : `Quote the value: "${cron}".`,
      start,
    );
  }
  return name;
}

const TAG = /!(?:<([\w\-;/?:@&=+$,.!~*'()[\]]+)>|(!|[\w-]*!)?([\w\-;/?:@&=+$,.!~*'()[\]]*))/y;

/** A tag in its long form: `!!str` is `tag:yaml.org,2002:str`. Other handles than `!!` need a directive. */
export function scanTag(cursor: Cursor): string {
  const start = cursor.pos;
  TAG.lastIndex = start;
  const [all, verbatim, handle = '', suffix = ''] = TAG.exec(cursor.text) as RegExpExecArray;
  cursor.pos += all.length;
  const isKnown = verbatim !== undefined || handle === '' || (handle === '!' && suffix !== '');
  if (!isKnown || !isSpace(cursor.code())) {
    throw cursor.fault(
      'A tag that kubectl does not know.',
      'Remove it, or quote the value, if it is text.',
      start,
    );
  }
  return verbatim ?? (handle === '!' ? `tag:yaml.org,2002:${suffix}` : `!${suffix}`);
}
