/** Whether what a row tells is invented, by the note on it. */
export interface SyntheticNote {
  readonly synthetic: boolean;
  /** It has a word for what is invented, and not as a mark: nobody guesses. */
  readonly markUnclear: boolean;
}

/**
 * The word marks by standing alone, or with a comma or bracket between it and others. Within a longer phrase it may
 * mean anything, as in 原合成氨厂职工: the row is taken as real, and told.
 */
export function readSyntheticNote(cell: string): SyntheticNote {
  const note = cell.normalize('NFKC').toLowerCase();
  const parts = note.split(/[,;、。()[\]【】/|]/u).map((part) => part.trim());
  const synthetic = ['synthetic', '虚构', '合成'].some((word) => parts.includes(word));
  return { synthetic, markUnclear: !synthetic && /synthetic|虚构|合成/.test(note) };
}
