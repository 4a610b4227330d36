/** What JSON leaves raw and a YAML reader refuses, folds or drops. */
const RAW =
  /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|#(?=#[A-Za-z]{0,16}\[)/g;

/** A JSON text that a YAML reader, too, reads as it is meant: the same value, a few more characters escaped. */
export function escapeForYaml(json: string): string {
  return json.replace(RAW, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
