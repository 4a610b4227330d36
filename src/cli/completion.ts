import type { Command } from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What may be written at a place: a file, a folder, what layerc itself tells, one of these words, or anything. */
type Value = 'path' | 'folder' | 'told' | readonly string[];

/** What a shell needs to know of one command. */
interface Words {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly {
    readonly long: string;
    readonly short: string | undefined;
    readonly description: string;
    /** Nothing for a flag that takes no value. */
    readonly value: Value | undefined;
  }[];
  /** Of its arguments, which are all of one sort. */
  readonly value: Value;
}

/** A completion script made from the commands themselves, so that it cannot lag behind them. */
export function completionScript(program: Command, shell: Shell): string {
  const commands = program.commands.map(wordsOf);
  return { bash, zsh, fish }[shell](commands);
}

function wordsOf(command: Command): Words {
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    description: command.summary() || command.description(),
    flags: command.options
      .filter(({ hidden }) => !hidden)
      .map((option) => ({
        long: option.long ?? '',
        short: option.short ?? undefined,
        description: option.description.replace(/ \((env|default) .*\)$/s, ''),
        value:
          option.required || option.optional
            ? whatFits(option.argChoices, /<([\w-]+)>/.exec(option.flags)?.[1])
            : undefined,
      })),
    value: argument === undefined ? [] : whatFits(argument.argChoices, argument.name()),
  };
}

/** The name that help shows for a value says what it is. */
function whatFits(choices: readonly string[] | undefined, name: string | undefined): Value {
  if (choices !== undefined) return choices;
  if (name === 'path' || name === 'paths') return 'path';
  if (name === 'function') return 'told';
  return name === 'folder' ? 'folder' : [];
}

const BASH = {
  path: '',
  folder: 'compopt -o dirnames 2>/dev/null',
  told: '_layerc_told "$cur"',
};

// For names of files bash is left to itself (`-o default`): it alone knows how to quote them.
function bash(commands: readonly Words[]): string {
  const offer = (words: readonly string[]) => `COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$cur"))`;
  const values = (value: Value) => (typeof value === 'string' ? BASH[value] : offer(value));
  const cases = commands.map(({ name, flags, value }) => {
    const given = flags.flatMap(({ long, short, value: one }) =>
      one === undefined || one.length === 0
        ? []
        : [
            `        ${[short, long].filter(Boolean).join('|')}) ${[values(one), 'return'].filter(Boolean).join('; ')} ;;`,
          ],
    );
    const own = typeof value === 'string' ? [] : value;
    return [
      `    ${name})`,
      ...(given.length > 0 ? ['      case "$prev" in', ...given, '      esac'] : []),
      ...(typeof value === 'string'
        ? [`      case "$cur" in -*) ;; *) ${[values(value), 'return'].filter(Boolean).join('; ')} ;; esac`]
        : []),
      `      ${offer([...flags.map(({ long }) => long), '--help', ...own])} ;;`,
    ].join('\n');
  });
  return `# bash completion for layerc; load it with: source <(layerc completion bash)
_layerc_told() {
  local word words=("\${COMP_WORDS[@]:2:COMP_CWORD-2}")
  compopt -o nospace 2>/dev/null
  while IFS= read -r word; do
    case "$word" in *[].[]) ;; *) word="$word " ;; esac
    COMPREPLY+=("$word")
  done < <("\${COMP_WORDS[0]}" explain "\${words[@]//\\\\/}" --complete "$1" 2>/dev/null)
}
_layerc() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    ${offer([...commands.map(({ name }) => name), '--help', '--version'])}
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
}
complete -o default -F _layerc layerc
`;
}

function zsh(commands: readonly Words[]): string {
  const quote = (text: string) =>
    text.replaceAll("'", "'\\''").replaceAll('[', '\\[').replaceAll(']', '\\]').replaceAll(':', '\\:');
  const values = (value: Value) =>
    value === 'path'
      ? ':path:_files'
      : value === 'folder'
        ? ':folder:_files -/'
        : value === 'told'
          ? ':word:_layerc_told'
          : `:value:${value.length > 0 ? `(${value.join(' ')})` : ''}`;
  const cases = commands.map(({ name, flags, value }) => {
    const args = flags.map(({ long, short, description, value: one }) =>
      [long, ...(short ? [short] : [])]
        .map((flag) => `      '*${flag}[${quote(description)}]${one === undefined ? '' : values(one)}'`)
        .join(' \\\n'),
    );
    const place = value === 'path' || value === 'told' ? '*' : '1';
    const positional = value.length > 0 ? [`      '${place}${values(value)}'`] : [];
    return `    ${name})\n      _arguments \\\n${[...args, ...positional, "      '--help[help]'"].join(' \\\n')} ;;`;
  });
  return `#compdef layerc
# zsh completion for layerc; load it with: source <(layerc completion zsh)
_layerc_told() {
  local -a found
  found=(\${(f)"$(layerc explain \${(Q)words[2,CURRENT-1]} --complete "\${(Q)PREFIX}" 2>/dev/null)"})
  compadd -S '' -a found
}
_layerc() {
  local -a commands
  commands=(
${commands.map(({ name, description }) => `    '${name}:${quote(description)}'`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _layerc layerc
`;
}

function fish(commands: readonly Words[]): string {
  const quote = (text: string) => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  const values = (value: Value) =>
    value === 'path'
      ? ' -rF'
      : value === 'folder'
        ? " -xa '(__fish_complete_directories)'"
        : value === 'told'
          ? " -xa '(__layerc_told)'"
          : value.length > 0
            ? ` -xa '${value.join(' ')}'`
            : ' -x';
  const lines = commands.flatMap(({ name, description, flags, value }) => {
    const here = `complete -c layerc -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c layerc -n __fish_use_subcommand -f -a ${name} -d '${quote(description)}'`,
      ...flags.map(({ long, short, description: text, value: one }) => {
        const given = one === undefined ? '' : values(one);
        return `${here} -l ${long.slice(2)}${short ? ` -s ${short.slice(1)}` : ''}${given} -d '${quote(text)}'`;
      }),
      // Files are what fish offers where nothing is said.
      ...(value.length === 0 || value === 'path' ? [] : [`${here}${values(value)}`]),
    ];
  });
  return `# fish completion for layerc; load it with: layerc completion fish | source\n${FISH_TOLD}${lines.join('\n')}\n`;
}

const FISH_TOLD = `function __layerc_told
  set -l words (commandline -opc)
  set -e words[1..2]
  layerc explain $words --complete (commandline -ct) 2>/dev/null
end
`;
