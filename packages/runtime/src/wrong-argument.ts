/** What node's `parseArgs` found wrong, in both languages; anything else as it says itself. */
export function wrongArgument(error: unknown): string {
  const { code = '', message } = error as Error & { readonly code?: string };
  const zh = inChinese[code];
  return zh ? `${zh} / ${message}` : message;
}

/**
 * Which option is empty, in both languages; null where none is. A variable of a shell that is not set would mean all, or
 * the folder where the command was typed.
 */
export function emptyOption(values: Readonly<Record<string, unknown>>): string | null {
  const isEmpty = (value: unknown) => typeof value === 'string' && value.trim() === '';
  const found = Object.entries(values).find(([, value]) => [value].flat().some(isEmpty));
  return found ? `--${found[0]} ${empty}` : null;
}

export const empty = '空值 / is empty';

const inChinese: Readonly<Record<string, string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: '没有这个选项',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: '选项缺少值，或不带值',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: '多出了参数',
};
