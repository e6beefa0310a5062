/** How long an answer counts: less than anybody minds, and more than comes between those who ask at once. */
const keepMs = 1_000;

/**
 * A question that may be long under way: whoever asks meanwhile, or a moment after it was answered, gets the same answer.
 * Asked anew each time, questions to what is away would pile up.
 */
export function askSeldom<T>(question: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | null = null;
  let countsUntil = 0;
  return () => {
    if (last && performance.now() < countsUntil) return last;
    countsUntil = Infinity;
    const answered = () => void (countsUntil = performance.now() + keepMs);
    last = question();
    last.then(answered, answered);
    return last;
  };
}
