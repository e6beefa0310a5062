import { profileAt } from '@anju/rulebook/rule-profile';
import type { DivisionCode } from '@anju/values/division';
import { dateOf } from '@anju/values/time';
import type { Context } from './context';
import { loadOne } from './loader';
import { deadlinesOfEach } from './timers';

const placeOf = (id: string, division: DivisionCode) => `${id} ${division}`;

/** By the rules of its place on the day that it began (OVR-3, CONV-6). */
const byPlace = async ({ db, clock }: Context, places: readonly string[]) => {
  const divisions = new Map(places.map((place) => place.split(' ') as [string, DivisionCode]));
  const found = await deadlinesOfEach(
    db.read,
    [...divisions.keys()],
    clock(),
    (id, startedAt) => profileAt(divisions.get(id)!, dateOf(startedAt)).oversight.amberShare,
  );
  return new Map([...divisions].map(([id, division]) => [placeOf(id, division), found.get(id)!]));
};

/** For the `Deadline` type of the graph, of anything in the division that has deadlines. */
export const loadDeadlines = async (context: Context, id: string, division: DivisionCode) =>
  (await loadOne(context, byPlace, placeOf(id, division)))!;
