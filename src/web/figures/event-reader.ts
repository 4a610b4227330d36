export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Puts server-sent events together from the pieces in which they come. */
export class EventReader {
  #rest = '';

  take(piece: string): readonly ServerEvent[] {
    const parts = (this.#rest + piece).split('\n\n');
    this.#rest = parts.pop() ?? '';
    return parts.map((part) => {
      const fields = part.split('\n').map((line) => /^(\w+): ?(.*)$/s.exec(line));
      const of = (name: string) =>
        fields.flatMap((field) => (field?.[1] === name ? [field[2] ?? ''] : [])).join('\n');
      return { event: of('event'), data: of('data') };
    });
  }
}
