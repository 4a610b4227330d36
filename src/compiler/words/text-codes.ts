import type { CodeRow } from './code-row.ts';

/** What may be wrong with a text, with the files that texts come from or go to, and with cases of `layerc test`. */
export const TEXT_CODES = {
  // Reading text.
  UnreadableFile: {
    severity: 'error',
    cause:
      'Something that was asked for cannot be seen: a file or folder without permission, a link to nothing, a name that is not UTF-8, a pipe or device in a folder. A Function may stand in it.',
    cure: 'Put a regular file that may be read in its place, or take it out of the folder.',
    example: 'The path cannot be read because permission is denied.',
  },
  SymlinkLoop: {
    severity: 'error',
    cause: 'A symbolic link leads back to a folder that contains it, or to itself.',
    cure: 'Remove the link.',
    example: 'The path leads back to a folder that contains it.',
  },
  LinkLeadsOut: {
    severity: 'error',
    cause:
      'A symbolic link leads out of the folder that -f names, and out of the working directory. What it leads to is not read, so that nothing of it can show in a log.',
    cure: 'Put the file itself there; or pass --load-restrictor none, if every such link is meant.',
    example:
      'The path is a link to "/home/me/.netrc", outside of the folder given and of the working directory.',
  },
  TooLarge: {
    severity: 'error',
    cause: 'A file holds more than 128 MiB, or standard input does not end within so many.',
    cure: 'Split the file; a device or a pipe that never ends is no input.',
    example: 'The path holds more than 128 MiB.',
  },
  EmptyFile: {
    severity: 'warning',
    cause: 'A file holds no object, only comments or nothing at all.',
    cure: 'Remove the file if nothing is missing in it.',
    example: 'The file holds no object.',
  },
  NothingFound: {
    severity: 'error',
    cause:
      'A path that was given holds no Function, InfraRules or Index: there is nothing to look at or to render, and for --out-dir all would be gone. Standard input alone may be empty, except for --out-dir. Or a file from which something was generated is there, but empty.',
    cure: 'Look whether the path is the one that is meant; for --out-dir, --allow-mass-removal says that all in it is gone.',
    example: 'The path holds no Function, InfraRules or Index.',
  },
  UnusableProject: {
    severity: 'error',
    cause:
      'layerc.yaml, the project file of the repository, is no regular file of at most 64 KiB, or holds several documents; or a file with its fields is called layerc.yml. Nothing is read, since a run without it would do something else than is meant.',
    cure: 'Mend the file, and call it layerc.yaml; --no-project does without it.',
    example: 'The path is no regular file, and neither links nor folders are followed.',
  },
  ProjectPathOutside: {
    severity: 'error',
    cause:
      'A path of layerc.yaml is absolute, leads upwards, into a folder of git, or through a link out of its folder. Whoever may change the file could have other files read or written.',
    cure: 'Name a file or folder below that of layerc.yaml; paths beyond it are given with flags.',
    example: 'inputs[0] is "../functions", which leads upwards.',
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
    example: 'The value is nested more than 64 levels deep.',
  },
  AmbiguousScalar: {
    severity: 'warning',
    cause:
      'A plain scalar is one value for kubectl (YAML 1.1) and another for a YAML 1.2 reader, such as no, on, 012 or 1_000.',
    cure: 'Quote it if it is text, or write the value in a form that both read alike.',
  },
  MisreadText: {
    severity: 'error',
    cause:
      'In a Function, InfraRules or Index, a key or a plain value is YAML and yet hardly what was meant: it has a character that looks like one of YAML, or like none at all, or lacks a blank behind its colon or dash.',
    cure: 'Write the character of the keyboard, or the blank; quote the value if it is meant as it is.',
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
  SourceConflict: {
    severity: 'error',
    cause:
      'A Function has the file that another run of layerc generated from a source which is still there and which this run was not given.',
    cure: 'Rename one of the two Functions, or give both sources to one run.',
    example: 'The path comes from ../teams/a/tag.yaml, which is still there and not among the inputs.',
  },
  MassRemoval: {
    severity: 'error',
    cause:
      'The run would remove the files of every Function in the folder, or of more than half when there are ten or more.',
    cure: 'Look whether every input was given and none is empty; if the Functions are meant to go, pass --allow-mass-removal.',
    example: 'The path would lose 12 of its 14 Functions.',
  },
  UnknownSource: {
    severity: 'warning',
    cause:
      'A former version of layerc generated the file, so its first line does not tell from where; no Function of this run makes it, and it stays.',
    cure: 'If its Function is gone, remove the file and its line in the kustomization.yaml of its folder by hand.',
    example: 'The path says no more of its source than tag.yaml, so it cannot be known to be gone.',
  },
  ListedFileGone: {
    severity: 'error',
    cause:
      'A kustomization.yaml names a file or folder that is not there and that no Function of this run makes: only a part of the repository is checked out, or the file was removed by hand.',
    cure: 'Bring the file back; or remove its line from that kustomization.yaml too, if its Function is gone.',
    example: 'The path is not there, although kustomization.yaml names it.',
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
    example: 'The path cannot be written because there is no space left.',
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
  // Cases that cannot be run.
  UnknownFunction: {
    severity: 'error',
    cause:
      'A case of layerc test is for a Function that is not among the inputs, whose name several of them have, or that is given no rows.',
    cure: 'Give the Function with -f, or correct the name; NAMESPACE/NAME says which of several is meant.',
    example: 'spec.function is "tag-product", which no Function of the inputs is called.',
  },
  UnusableCase: {
    severity: 'error',
    cause:
      'What a case of layerc test says does not go together: two ways to give the same thing, an id that no row has, a pattern that is none, or a variable that the worker lacks.',
    cure: 'Say one thing in one way, about rows that are there.',
    example: 'spec.worker has both command and answers, but is either run or made up.',
  },
  UnusableRows: {
    severity: 'error',
    cause: 'The rows that a case of layerc test names are no rows, or their file cannot be read.',
    cure: 'Give each row an id that no other row has; a file is JSON Lines or CSV.',
    example: 'The rows of the file cannot be used, since "rows.jsonl cannot be read: ENOENT".',
  },
  DuplicateCase: {
    severity: 'error',
    cause: 'Two cases of layerc test have the same name, so that nobody could tell them apart in a report.',
    cure: 'Rename one of them.',
    example: 'Another case is called "colours" too.',
  },
  // Cases that fail.
  UnexpectedRow: {
    severity: 'error',
    cause: 'After the run of a case, a row is not as expected.',
    cure: 'Mend the worker or the Function; or the case, if it is what it should be.',
    example: 'The row "p1" is not as expected in tags.',
  },
  UnexpectedOutcome: {
    severity: 'error',
    cause:
      'After the run of a case, a row has failed that should not, has not failed as it should, or was given to a worker although the filter should keep it out.',
    cure: 'Mend the worker or the Function; or the case, if it is what it should be.',
    example: 'The row "p3" failed after 8 tries with the message "no model", which is not expected.',
  },
  CaseNotFinished: {
    severity: 'error',
    cause:
      'The worker of a case has ended again and again, or rows were left when its time was over. Its processes have been ended.',
    cure: 'Look at what the worker said; --timeout or timeoutSeconds gives it more time.',
    example: 'The case took longer than 30 s (--timeout), and 2 rows are left.',
  },
  UnexpectedManifest: {
    severity: 'error',
    cause: 'A Function is not as a ManifestTest expects it.',
    cure: 'Change the Function where the place shows; or the ManifestTest, if it is too strict.',
    example: 'The Function "tag-products" may have 40 workers, where at most 20 are expected.',
  },
} as const satisfies Record<string, CodeRow>;
