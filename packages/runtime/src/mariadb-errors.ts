/** As the driver says it of a connection that broke: nobody knows what became of what was asked on it. */
export const lost = (message: string) =>
  Object.assign(new Error(message), { code: 'ETIMEDOUT', fatal: true });

/** A node that is outside of its cluster, or not yet in it, says so to whoever asks for a table. */
export const isLeftBehind = (error: unknown): boolean => (error as { errno?: number } | null)?.errno === 1047;

/** It has as many connections as it takes, of all or of this user. Those of others end. */
export const isFull = ({ errno }: NodeJS.ErrnoException): boolean => [1040, 1203, 1226].includes(errno ?? 0);

/** No answer, or one that is about the connection and not about who asks for it. */
export const isAway = ({
  sqlState = '08',
}: NodeJS.ErrnoException & { readonly sqlState?: string }): boolean => sqlState.startsWith('08');
