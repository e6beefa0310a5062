import type { RuleProfile } from '@anju/rulebook/rule-profile';
import type { Choice } from '@anju/rulebook/tally';
import { accept, type Decision, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import { hidesSomethingInLines } from '@anju/values/hidden';
import { fitsIn } from '@anju/values/text-length';
import { isName } from '@anju/values/name';
import { type CalendarDate, dateOf, type Instant, startOfDay } from '@anju/values/time';

export type ProxyId = Id<'prx'>;

/** An owner's written authority to an agent, for named questions and a time (GOV-MEET-4). */
export interface Proxy {
  readonly id: ProxyId;
  readonly version: number;
  readonly meetingId: Id<'mtg'>;
  readonly ownerId: Id<'own'>;
  /** Sealed (PRIV-1). */
  readonly agentName: string;
  readonly agentOwnerId: Id<'own'> | null;
  /** The same for one agent's papers, and says nothing else of the agent. */
  readonly agentKey: string;
  readonly questionIds: readonly Id<'que'>[];
  /** Sealed behind a mark (PRIV-1, `sealPowers`), and as the paper says in a row of before. */
  readonly powers: string;
  /** How the agent is to vote, on some of the questions; null on a proxy that was entered before it could be said. */
  readonly instructions: readonly Instruction[] | null;
  readonly from: CalendarDate;
  /** Included. */
  readonly until: CalendarDate;
  readonly registeredAt: Instant;
  /** When it ended before its last day, by a recall or otherwise. */
  readonly recalledAt: Instant | null;
  readonly endedBecause: ProxyEnd | null;
}

interface Instruction {
  readonly questionId: Id<'que'>;
  readonly choice: Choice;
}

/** What ends a proxy before its last day. */
export type ProxyEnd = 'RECALLED' | 'RESIGNED' | 'AGENT_INCAPABLE' | 'DIED';

/** The paper, as entered. */
export interface ProxyDraft extends Pick<
  Proxy,
  'meetingId' | 'ownerId' | 'agentOwnerId' | 'questionIds' | 'powers' | 'from' | 'until'
> {
  readonly instructions: readonly Instruction[];
  readonly agentName: string;
  readonly signed: boolean;
}

interface Registering {
  readonly proxyId: ProxyId;
  readonly sealedName: string;
  readonly sealedPowers: string;
  readonly agentKey: string;
  /** All of the meeting, and those among them that the owner may vote on (REG-7). */
  readonly questionIds: ReadonlySet<string>;
  readonly entitledTo: ReadonlySet<string>;
  /** Whether who is said to be the agent is an owner of this meeting. */
  readonly agentIsElector: boolean;
  /** For how many heads the agent was ever named in this meeting, this one among them: a slot once used stays used. */
  readonly heads: number;
  readonly votingOver: boolean;
  /** Of the closing date (CONV-5). */
  readonly profile: RuleProfile;
  readonly now: Instant;
}

const longest = { name: 100, powers: 500 };

/** Takes a signed paper that names agent, matters, powers and period. */
export function registerProxy(draft: ProxyDraft, registering: Registering) {
  const { agentName, signed, ...paper } = draft;
  const { questionIds, ownerId, agentOwnerId, powers, instructions, from, until } = paper;
  if (registering.votingOver) return refuse('VOTING_OVER', 'GOV-MEET-3');

  const named = new Set(questionIds);
  const known = questionIds.every((id) => registering.questionIds.has(id));
  if (named.size === 0 || named.size !== questionIds.length || !known)
    return refuse('MATTERS_INVALID', 'GOV-MEET-4');
  if (!questionIds.every((id) => registering.entitledTo.has(id))) return refuse('NOT_AN_ELECTOR', 'REG-7');
  const refusedName = checkAgent({ agentName, agentOwnerId, ownerId }, registering.agentIsElector);
  if (refusedName) return refusedName;
  if (!fitsIn(powers, longest.powers) || hidesSomethingInLines(powers))
    return refuse('POWERS_INVALID', 'GOV-MEET-4');
  const instructed = new Set(instructions.map(({ questionId }) => questionId));
  if (instructed.size !== instructions.length || ![...instructed].every((id) => named.has(id)))
    return refuse('INSTRUCTIONS_INVALID', 'GOV-MEET-4');
  if (until < from) return refuse('PERIOD_INVALID', 'GOV-MEET-4');
  if (!signed) return refuse('NOT_SIGNED', 'GOV-MEET-4');

  const { maxProxiesPerAgent: most } = registering.profile.meeting;
  if (most !== null && registering.heads > most)
    return refuse('TOO_MANY_FOR_ONE_AGENT', 'GOV-MEET-4', { detail: { most } });

  const { proxyId: id, sealedName, sealedPowers, agentKey, now: registeredAt } = registering;
  const proxy: Proxy = {
    ...paper,
    id,
    version: 1,
    agentName: sealedName,
    powers: sealedPowers,
    agentKey,
    registeredAt,
    recalledAt: null,
    endedBecause: null,
  };
  return accept(proxy);
}

/** No plain text began so: blanks at its ends were never kept. */
const sealedMark = ' sealed:';

/** What a paper says of the powers names owner and agent. */
export const sealPowers = (powers: string, seal: (text: string) => string): string =>
  sealedMark + seal(powers);

/** The table keeps its rows as they were entered, so those of before this was sealed stay plain. */
export const openPowers = (powers: string, open: (sealed: string) => string): string =>
  powers.startsWith(sealedMark) ? open(powers.slice(sealedMark.length)) : powers;

/** An agent is named, is not the owner, and where said to be an owner is one of the meeting. */
export function checkAgent(
  { agentName, agentOwnerId, ownerId }: Pick<ProxyDraft, 'agentName' | 'agentOwnerId' | 'ownerId'>,
  agentIsElector: boolean,
) {
  if (!fitsIn(agentName, longest.name) || !isName(agentName) || agentOwnerId === ownerId)
    return refuse('AGENT_INVALID', 'GOV-MEET-4');
  return agentOwnerId && !agentIsElector ? refuse('AGENT_NOT_FOUND', 'GOV-MEET-4') : null;
}

interface Ending {
  readonly because: ProxyEnd;
  /** As a paper proves; null is now. */
  readonly endedAt: Instant | null;
  /** By an office that has the paper, and not by the owner's own token. */
  readonly byOffice: boolean;
  readonly now: Instant;
}

/**
 * Ends it; of its end and an agent's paper at the same instant the end holds (GOV-MEET-4). An owner's own recall
 * holds from now on: whoever saw how the agent voted must not undo it by a date.
 */
export function recallProxy(
  proxy: Proxy,
  { because, endedAt, byOffice, now }: Ending,
): Decision<Proxy, never, 'ALREADY_RECALLED' | 'FOR_AN_OFFICE' | 'END_INVALID'> {
  if (proxy.recalledAt !== null) return refuse('ALREADY_RECALLED', 'GOV-MEET-4');
  if (!byOffice && (because !== 'RECALLED' || endedAt !== null)) return refuse('FOR_AN_OFFICE', 'GOV-MEET-4');

  const firstDay = startOfDay(proxy.from);
  const earliest = proxy.registeredAt < firstDay ? proxy.registeredAt : firstDay;
  const recalledAt = endedAt ?? now;
  if (recalledAt < earliest || recalledAt > now)
    return refuse('END_INVALID', 'GOV-MEET-4', { detail: { earliest } });
  return accept({ ...proxy, recalledAt, endedBecause: because });
}

/** Why a proxy does not cover this answer of a paper that came in then; null if it does. */
export function refusedAgent(
  { questionIds, instructions, from, until, recalledAt }: Proxy,
  { questionId, choice }: { readonly questionId: Id<'que'>; readonly choice: Choice | 'INVALID' },
  receivedAt: Instant,
) {
  if (!questionIds.includes(questionId)) return refuse('OUTSIDE_PROXY', 'GOV-MEET-4');
  const day = dateOf(receivedAt);
  if (day < from || day > until) return refuse('PROXY_NOT_IN_FORCE', 'GOV-MEET-4');
  if (recalledAt !== null && receivedAt >= recalledAt) return refuse('PROXY_RECALLED', 'GOV-MEET-4');
  const instruction = instructions?.find((each) => each.questionId === questionId);
  // A paper that says nothing readable says nothing against it.
  if (instruction && choice !== 'INVALID' && choice !== instruction.choice)
    return refuse('AGAINST_INSTRUCTION', 'GOV-MEET-4');
  return null;
}
