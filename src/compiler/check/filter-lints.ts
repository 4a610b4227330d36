import { ExactNumber, isArray, isObject, type Json } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';

type Path = readonly (string | number)[];

/** Looks at a value and all below it that is no text, number or boolean, outermost first. */
function walk(value: Json, path: (string | number)[], look: (value: Json, path: Path) => void): void {
  look(value, path);
  if (isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const item = value[index] as Json;
      if (typeof item !== 'object') continue;
      path.push(index);
      walk(item, path, look);
      path.pop();
    }
  } else if (isObject(value)) {
    for (const key in value) {
      const item = value[key] as Json;
      if (typeof item !== 'object') continue;
      path.push(key);
      walk(item, path, look);
      path.pop();
    }
  }
}

/** The places of what is wanted; pointers are made of nothing else. */
function placesOf(
  value: Json | undefined,
  pointer: Pointer,
  isWanted: (value: Json, path: Path) => boolean,
): Pointer[] {
  const places: Pointer[] = [];
  if (value === undefined) return places;
  walk(value, [], (item, path) => {
    if (isWanted(item, path)) places.push(path.reduce<Pointer>(child, pointer));
  });
  return places;
}

/** Places where a map has a null as a value; nulls in lists are safe with every client. */
export function nullMapValues(value: Json | undefined, pointer: Pointer): Pointer[] {
  return placesOf(value, pointer, (item, path) => item === null && typeof path.at(-1) === 'string');
}

/** Places of whole numbers that a double cannot hold: client-side kubectl apply rounds them on its second run. */
export function largeIntegers(value: Json | undefined, pointer: Pointer): Pointer[] {
  return placesOf(value, pointer, (item) => item instanceof ExactNumber && /^-?\d+$/.test(item.text));
}
