/** What a message can be blamed for: nothing when it is one whole sentence of plain English. */
export function complaints(message: string): string[] {
  const text = message.replace(QUOTED, 'x');
  const found = [
    [
      !/^([A-Z]|\$?[a-z][\w-]*([.[ /]|$)|-+[a-z])/.test(message),
      'begins neither with a capital nor with a field',
    ],
    [!/[^.?!]\.$/.test(text), 'does not end with one full stop'],
    [/: /.test(text), 'has a colon in the middle'],
    [/;/.test(text), 'has a semicolon'],
    [/""|"[^ .,)\]]/.test(text), 'has a jumble of quotes'],
    [/ {2}| [.,] |undefined|\[object/.test(text), 'shows how it was put together'],
    [!VERB.test(text), 'has no verb'],
  ] as const;
  return found.flatMap(([wrong, what]) => (wrong ? [`${what}: ${message}`] : []));
}

const QUOTED = /"(?:[^"\\]|\\.)*"/g;

const VERB =
  /\b(is|are|was|would|comes?|loses?|has|have|had|does|do|can|cannot|may|must|needs?|names?|says?|stands?|holds?|makes?|gives?|reads?|tests?|runs?|matches|belongs?|removes?|replaces|chooses|differs?|begins?|meets?|orders|deletes|leads?|multiply|contains?|knows?|accepts?|refuses?|drops?|write|add|remove|keep|set|use|correct|choose|rename|leave|raise|lower|shorten|mount|name|copy|quote|let|put|did|give|ask|apply|compare|close|indent|nothing to do)\b/i;
