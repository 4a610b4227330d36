/** JSON pointers (RFC 6901). The pointer of the whole document is the empty string. */
export type Pointer = string;

/** `child('/spec', 'a/b')` is `/spec/a~1b`. */
export function child(parent: Pointer, key: string | number): Pointer {
  if (typeof key === 'number' || !(key.includes('/') || key.includes('~'))) return `${parent}/${key}`;
  return `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The keys of a pointer, unescaped: `/spec/a~1b` is `['spec', 'a/b']`. */
export function segments(pointer: Pointer): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer as people write paths: `/spec/triggers/0` is `spec.triggers[0]`, `/a.b` is `["a.b"]`. */
export function readable(pointer: Pointer): string {
  let path = '';
  for (const key of segments(pointer)) {
    if (/^\d+$/.test(key)) path += `[${key}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(key)) path += path === '' ? key : `.${key}`;
    else path += `[${JSON.stringify(key)}]`;
  }
  return path;
}
