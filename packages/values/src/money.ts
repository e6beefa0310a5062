/** Money in whole fen: 1 yuan is 100. Safe integers only; a float never comes near it (CONV-1). */
export type Fen = number;
