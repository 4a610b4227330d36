import type { CodeRow } from './code-row.ts';

/** What may be wrong with a text, and with the files that texts come from or go to. */
export const TEXT_CODES = {
  // Reading text.
  UnreadableFile: {
    severity: 'error',
    cause: 'A file or folder below a given path cannot be read.',
    cure: 'Mend its permissions, or take it out of the folder.',
    example: 'The path cannot be read: permission denied.',
  },
  SymlinkLoop: {
    severity: 'error',
    cause: 'A symbolic link leads back to a folder that contains it, or to nothing.',
    cure: 'Remove the link.',
    example: 'The path leads back to a folder that contains it.',
  },
  NotUtf8: {
    severity: 'error',
    cause: 'A file is not UTF-8 text.',
    cure: 'Save it as UTF-8.',
    example: 'The byte 0xff is not UTF-8.',
  },
  SyntaxError: {
    severity: 'error',
    cause: 'The text is not YAML, or not JSON, as kubectl reads it.',
    cure: 'Mend the text at the place shown.',
  },
  DuplicateKey: {
    severity: 'error',
    cause:
      'A mapping has the same key twice. Keys are compared as kubectl reads them: a plain y, on or yes is the key "true".',
    cure: 'Remove one of the two, or quote a key that was meant as text.',
  },
  ExcessiveAliasing: {
    severity: 'error',
    cause: 'YAML aliases multiply the document beyond any sensible size.',
    cure: 'Write the repeated parts out, or use fewer aliases.',
    example: 'Aliases multiply the document beyond what kubectl accepts.',
  },
  TooDeep: {
    severity: 'error',
    cause: 'Values are nested more than 64 levels deep.',
    cure: 'Flatten the document.',
    example: 'Nested more than 64 levels deep.',
  },
  AmbiguousScalar: {
    severity: 'warning',
    cause:
      'A plain scalar is one value for kubectl (YAML 1.1) and another for a YAML 1.2 reader, such as no, on, 012 or 1_000.',
    cure: 'Quote it if it is text, or write the value in a form that both read alike.',
  },
  GeneratedInput: {
    severity: 'error',
    cause:
      'A file given as input begins with the line that layerc writes into its own files, and yet holds a Function, InfraRules or Index.',
    cure: 'Remove that first line, or the file.',
    example: 'The file begins as those that layerc writes, and yet holds an input.',
  },
  // Writing files.
  ForeignFile: {
    severity: 'error',
    cause:
      'A file stands where layerc would write one, and does not begin with the line that marks the files of layerc.',
    cure: 'Move the file away or remove it; or give --out-dir another folder.',
    example: 'The path does not begin with the line that layerc writes into its files.',
  },
  OutputBlocked: {
    severity: 'error',
    cause:
      'Something else than a file or a folder stands where layerc would write one below --out-dir; symbolic links are not followed there.',
    cure: 'Remove it, or give --out-dir another folder.',
    example: 'The path is a symbolic link, where layerc would write a file.',
  },
  OutputNotWritable: {
    severity: 'error',
    cause:
      'A file or folder below --out-dir cannot be written: it is read-only, the disk is full, or the like.',
    cure: 'Mend the cause named in the message and run layerc again; the old files are still there.',
    example: 'The path cannot be written: there is no space left.',
  },
  OutputInUse: {
    severity: 'error',
    cause: 'Another run of layerc has been writing into the folder of --out-dir for a minute.',
    cure: 'Wait for it to end, or end it.',
    example: 'The path is being written by another run of layerc.',
  },
  NamesDifferInCase: {
    severity: 'error',
    cause: 'Two paths below --out-dir differ in case alone; many file systems take them for one.',
    cure: 'Rename or remove one of the two.',
    example: 'The path differs from "Shop" in case alone.',
  },
} as const satisfies Record<string, CodeRow>;
