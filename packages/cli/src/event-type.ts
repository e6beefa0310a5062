import { catalogue } from '@anju/events/catalogue';
import { NotDone } from './client';
import { services } from './flow';

/** What a service never tells would be told again by nobody, and look like something that was done. */
export function checkType(service: string, type: string): void {
  const all = [...catalogue.keys()];
  const own = all.filter((each) => each.startsWith(`${service}.`));
  if (own.includes(type as never)) return;
  const [speaker] = type.split('.');
  if (all.includes(type as never) && speaker !== undefined && speaker in services)
    throw new NotDone(
      `${type} 不由 ${service} 发出，而由 ${speaker} 发出 / is not told by ${service}, but by ${speaker}: anju events replay ${speaker} --type ${type}`,
    );
  throw new NotDone(
    `${service} 没有 ${type} 这类事件，相近的有 / has no events of this type; those near it are: ${near(type, own).join(', ')}.`,
  );
}

/** Those that may have been meant, the nearest first; all where none is like it. */
export function near(typed: string, known: readonly string[]): readonly string[] {
  const wanted = bare(typed);
  const far = known.map((each) => ({ each, steps: distance(wanted, bare(each)) }));
  const like = far.filter(
    ({ each, steps }) =>
      steps <= wanted.length / 3 ||
      (wanted.length >= 3 && bare(each).includes(wanted)) ||
      bare(each) === wanted,
  );
  const nearest = like.toSorted((a, b) => a.steps - b.steps).slice(0, 5);
  return nearest.length > 0 ? nearest.map(({ each }) => each) : known;
}

/** What happened, without who tells it and in which version: these are left out, or typed in another way. */
const bare = (type: string) =>
  type
    .replace(/^[a-z-]+\./, '')
    .replace(/\.v?\d*$/i, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll(/[_ ]/g, '-')
    .toLowerCase();

/** How many letters have to be put in, left out or made another. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    above = row;
  }
  return above.at(-1)!;
}
