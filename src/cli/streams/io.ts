/** What layerc uses of a stream it writes to. */
export interface Output {
  write(text: string, done?: (error?: NodeJS.ErrnoException | null) => void): unknown;
  on(event: 'error', listener: () => void): unknown;
  readonly isTTY?: boolean;
}

/** What a run of layerc touches of its process: streams, environment, nothing else. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  /** What people write to run it, where that is not `layerc`. */
  readonly program?: string;
}

/** 0: fine. 1: invalid input. 2: wrong usage, or a file that was named and is not there. 3: files differ. */
export type ExitCode = 0 | 1 | 2 | 3;
