/** `相差 {differenceFen} 分` with `{ differenceFen: 100 }` is `相差 100 分`. */
export const fillIn = (
  template: string,
  values: Readonly<Record<string, string | number>> | undefined = {},
): string => template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
