/** The time of day, to the second. */
const FORMAT = new Intl.DateTimeFormat([], {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});

export function clock(ms: number): string {
  return FORMAT.format(ms);
}
