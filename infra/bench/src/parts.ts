/** What is measured, in the order it runs, and which engines each part is about. */
export const parts = {
  embedded: [],
  kafka: ['mariadb', 'kafka'],
  relay: ['mariadb', 'kafka'],
  mutations: ['mariadb'],
  drain: ['mariadb', 'kafka'],
} as const satisfies Record<string, readonly ('mariadb' | 'kafka')[]>;

export type PartName = keyof typeof parts;
