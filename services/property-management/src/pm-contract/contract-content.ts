import { hidesSomething, hidesSomethingInLines } from '@anju/values/hidden';
import type { Fen } from '@anju/values/money';
import type { CalendarDate } from '@anju/values/time';

/** One thing the manager does, and how well it is to be done. */
interface PmService {
  readonly name: string;
  readonly standard: string;
}

/** What a property-management contract has to settle (PM-13; Civil Code art. 938). */
export interface ContractContent {
  readonly services: readonly PmService[];
  /** Per square metre and month. */
  readonly feeFenPerM2Month: Fen;
  readonly rights: string;
  readonly fundUse: string;
  readonly pmRooms: string;
  /** The first and the last day. */
  readonly from: CalendarDate;
  readonly until: CalendarDate;
  readonly liability: string;
  readonly handOver: string;
}

/** The same as typed, with gaps. */
export type ContentDraft = { readonly [Field in keyof ContractContent]: ContractContent[Field] | null };

/** The nine things that must be there (PM-13). */
export const contractParts = [
  'MATTERS',
  'QUALITY',
  'FEE',
  'RIGHTS',
  'FUND_USE',
  'PM_ROOMS',
  'TERM',
  'LIABILITY',
  'HAND_OVER',
] as const;

export type ContractPart = (typeof contractParts)[number];

/** The content with blanks around it taken away, or which of the nine parts are missing. */
export function readContent(
  draft: ContentDraft,
):
  | { readonly content: ContractContent; readonly missing?: never }
  | { readonly content?: never; readonly missing: readonly ContractPart[] } {
  const { feeFenPerM2Month, from, until } = draft;
  const services = (draft.services ?? []).map(({ name, standard }) => ({
    name: name.trim(),
    standard: standard.trim(),
  }));
  const clauses = {
    rights: (draft.rights ?? '').trim(),
    fundUse: (draft.fundUse ?? '').trim(),
    pmRooms: (draft.pmRooms ?? '').trim(),
    liability: (draft.liability ?? '').trim(),
    handOver: (draft.handOver ?? '').trim(),
  };
  const isThere: Readonly<Record<ContractPart, boolean>> = {
    MATTERS: services.length > 0 && services.every(({ name }) => name !== ''),
    QUALITY: services.length > 0 && services.every(({ standard }) => standard !== ''),
    FEE: feeFenPerM2Month !== null,
    RIGHTS: clauses.rights !== '',
    FUND_USE: clauses.fundUse !== '',
    PM_ROOMS: clauses.pmRooms !== '',
    TERM: from !== null && until !== null,
    LIABILITY: clauses.liability !== '',
    HAND_OVER: clauses.handOver !== '',
  };
  const missing = contractParts.filter((part) => !isThere[part]);
  if (missing.length > 0 || feeFenPerM2Month === null || from === null || until === null) return { missing };
  return { content: { services, feeFenPerM2Month, from, until, ...clauses } };
}

/** The longest text of each kind that is stored, in characters, and the longest list. */
export const longest = { name: 200, clause: 2000, paperNumber: 100, services: 100 } as const;

/** Every text by its name in the graph, with the most characters that are stored of it. */
function textsOf({ services, rights, fundUse, pmRooms, liability, handOver }: ContractContent) {
  return [
    ...services.map(({ name }) => ({ field: 'services.name', text: name, limit: longest.name })),
    ...services.map(({ standard }) => ({
      field: 'services.standard',
      text: standard,
      limit: longest.clause,
    })),
    ...Object.entries({ rights, fundUse, pmRooms, liability, handOver }).map(([field, text]) => ({
      field,
      text,
      limit: longest.clause,
    })),
  ];
}

/** What is longer than can be stored; null where nothing is. */
export function tooLong(content: ContractContent) {
  const { field, limit } = textsOf(content).find((each) => [...each.text].length > each.limit) ?? {};
  return field && limit ? { field, limit } : null;
}

/** Which text holds what nobody sees, a name being one line; null where none does. */
export const hiding = (content: ContractContent): string | null =>
  textsOf(content).find(({ field, text }) =>
    field === 'services.name' ? hidesSomething(text) : hidesSomethingInLines(text),
  )?.field ?? null;
