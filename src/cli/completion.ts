import type { Command } from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What a shell needs to know of one command. */
interface Words {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly {
    readonly long: string;
    readonly short: string | undefined;
    readonly description: string;
    readonly choices: readonly string[];
    readonly takesValue: boolean;
  }[];
  readonly values: readonly string[];
}

/** A completion script made from the commands themselves, so that it cannot lag behind them. */
export function completionScript(program: Command, shell: Shell): string {
  const commands = program.commands.map(wordsOf);
  return { bash, zsh, fish }[shell](commands);
}

function wordsOf(command: Command): Words {
  return {
    name: command.name(),
    description: command.summary() || command.description(),
    flags: command.options.map((option) => ({
      long: option.long ?? '',
      short: option.short ?? undefined,
      description: option.description.replace(/ \((env|default) .*\)$/s, ''),
      choices: option.argChoices ?? [],
      takesValue: option.required || option.optional,
    })),
    values: command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
  };
}

function bash(commands: readonly Words[]): string {
  const cases = commands.map(({ name, flags, values }) => {
    const choices = flags
      .filter((flag) => flag.choices.length > 0)
      .map(
        (flag) =>
          `      ${[flag.short, flag.long].filter(Boolean).join('|')}) COMPREPLY=($(compgen -W "${flag.choices.join(' ')}" -- "$cur")); return ;;`,
      );
    const words = [...flags.map(({ long }) => long), '--help', ...values].join(' ');
    return [
      `    ${name})`,
      ...(choices.length > 0
        ? ['      case "$prev" in', ...choices.map((line) => `  ${line}`), '      esac']
        : []),
      `      COMPREPLY=($(compgen -W "${words}" -- "$cur")) ;;`,
    ].join('\n');
  });
  return `# bash completion for layerc; load it with: source <(layerc completion bash)
_layerc() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} --help --version" -- "$cur"))
    return
  fi
  case "$prev" in
    -f|--filename) COMPREPLY=($(compgen -f -- "$cur")); return ;;
  esac
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
}
complete -o filenames -F _layerc layerc
`;
}

function zsh(commands: readonly Words[]): string {
  const quote = (text: string) =>
    text.replaceAll("'", "'\\''").replaceAll('[', '\\[').replaceAll(']', '\\]').replaceAll(':', '\\:');
  const cases = commands.map(({ name, flags, values }) => {
    const args = flags.map(({ long, short, description, choices, takesValue }) => {
      const value = !takesValue
        ? ''
        : choices.length > 0
          ? `:value:(${choices.join(' ')})`
          : long === '--filename'
            ? ':path:_files'
            : ':value:';
      return [long, ...(short ? [short] : [])]
        .map((flag) => `      '*${flag}[${quote(description)}]${value}'`)
        .join(' \\\n');
    });
    const positional = values.length > 0 ? [`      '1:value:(${values.join(' ')})'`] : [];
    return `    ${name})\n      _arguments \\\n${[...args, ...positional, "      '--help[help]'"].join(' \\\n')} ;;`;
  });
  return `#compdef layerc
# zsh completion for layerc; load it with: source <(layerc completion zsh)
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
  const lines = commands.flatMap(({ name, description, flags, values }) => {
    const here = `complete -c layerc -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c layerc -n __fish_use_subcommand -f -a ${name} -d '${quote(description)}'`,
      ...flags.map(({ long, short, description: text, choices, takesValue }) => {
        const value = !takesValue
          ? ''
          : choices.length > 0
            ? ` -xa '${choices.join(' ')}'`
            : long === '--filename'
              ? ' -rF'
              : ' -x';
        return `${here} -l ${long.slice(2)}${short ? ` -s ${short.slice(1)}` : ''}${value} -d '${quote(text)}'`;
      }),
      ...(values.length > 0 ? [`${here} -xa '${values.join(' ')}'`] : []),
    ];
  });
  return `# fish completion for layerc; load it with: layerc completion fish | source\n${lines.join('\n')}\n`;
}
