import type { Language } from '@anju/runtime/caller';
import { wordsOf } from '@anju/runtime/idempotency';
import { type Refusal, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import { readPaper } from '../entered-paper';
import type {
  ExclusiveUnitRefusalCode,
  Resolvers,
  RestoreExclusiveUnitInput,
  StrikeExclusiveUnitInput,
} from '../generated/graphql';
import { loadBuilding } from '../building/building.loaders';
import { loadOwner } from '../owner/owner.loaders';
import { readLine } from '../owner/typed-line';
import { evidenceOf } from './exclusive-unit';
import { loadReadableUnit, loadStrike, readsOwnersOf } from './exclusive-unit.loaders';
import { unitMessages } from './exclusive-unit.messages';
import { restoreUnit, strikeUnit } from './strike-unit.command';

const refused = (refusal: Refusal<ExclusiveUnitRefusalCode>, language: Language) =>
  ({
    __typename: 'ExclusiveUnitRefusal',
    ...refusal,
    message: wordsOf(unitMessages[refusal.code], refusal.detail)[language],
  }) as const;

/** What either says, read; a text that can be no id is of no home. */
function readSaying(input: StrikeExclusiveUnitInput | RestoreExclusiveUnitInput) {
  const { unitId, reason, paperNumber, paperSha256 } = input;
  if (!isId('unt', unitId)) return null;
  return { unitId, reason: readLine(reason) ?? '', paper: readPaper(paperNumber, paperSha256) };
}

export const exclusiveUnitResolvers: Resolvers = {
  Query: {
    exclusiveUnit: (_, { id }, context) => loadReadableUnit(context, id),
  },

  Mutation: {
    strikeExclusiveUnit: async (_, { input }, context) => {
      const said = readSaying(input);
      const result = said ? await strikeUnit(context, input.idempotencyKey, said) : refuse('UNIT_NOT_FOUND');
      return result.accepted
        ? { __typename: 'ExclusiveUnit', ...result.state }
        : refused(result.refusal, context.language);
    },
    restoreExclusiveUnit: async (_, { input }, context) => {
      const said = readSaying(input);
      const result = said ? await restoreUnit(context, input.idempotencyKey, said) : refuse('UNIT_NOT_FOUND');
      return result.accepted
        ? { __typename: 'ExclusiveUnit', ...result.state }
        : refused(result.refusal, context.language);
    },
  },

  ExclusiveUnit: {
    __resolveReference: ({ id }, context) => loadReadableUnit(context, id),
    building: async ({ buildingId }, _, context) => (await loadBuilding(context, buildingId))!,
    areaEvidence: evidenceOf,
    strike: async (unit, _, context) => {
      const strike = await loadStrike(context, unit);
      return strike && { ...strike, struckAt: strike.at };
    },
    owners: async (unit, _, context) =>
      (await readsOwnersOf(context, unit))
        ? Promise.all(unit.ownerIds.map(async (id) => (await loadOwner(context, id))!))
        : null,
  },
};
