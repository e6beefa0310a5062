/** Money in whole fen: 1 yuan is 100. Safe integers only; a float never comes near it (CONV-1). */
export type Fen = number;

/**
 * The most that a person may enter as one amount, or as amounts that belong together: 10 billion yuan. No law says so.
 * It is far more than a project, a job or a community's fund comes to, so that beyond it a digit was typed too many,
 * and so little that thousands of them still add up exactly (CONV-1).
 */
export const mostEnteredFen: Fen = 1_000_000_000_000;
