import { AuditTable } from '@anju/runtime/audit';
import type { Caller } from '@anju/runtime/caller';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { aCaller } from '@anju/runtime/testing/execute';
import { bureauOf, monday } from '../community/community.builder';
import { committeeEntered } from '../owners-committee/owners-committee.builder';
import { OwnerTable } from '../owner/owner.table';
import { storage } from '../storage';
import {
  aRoll,
  aRow,
  askAs,
  importRoll,
  ownerOf,
  registered,
  rollAsSeen,
  rollOfC,
  streetOf,
} from './owners-roll.builder';

const database = testDatabase(storage);

let communityId: string;
let otherId: string;
let unit: { id: string; owners: { id: string }[] };
let ownerId: string;
let neighbour: string;
let committee: Caller;
let otherCommittee: Caller;
beforeEach(async () => {
  ({ communityId, otherId } = await registered(database()));
  await importRoll(database(), communityId, rollOfC());
  const roll = await rollAsSeen(database(), communityId);
  unit = roll.find(({ label }) => label === '1-1-104');
  ownerId = unit.owners[0]!.id;
  neighbour = roll[0].owners[0].id;
  committee = await committeeEntered(database(), communityId);
  otherCommittee = await committeeEntered(database(), otherId);
});

const ask = (caller: Caller, source: string, variables: Record<string, unknown> = {}, now = monday) =>
  askAs(caller, database(), source, variables, now);
const readings = () => database().read.findBy(AuditTable, { action: 'read Owner.fullName' });

const rollFor = async (caller: Caller, now = monday) => {
  const { data, errors } = await ask(
    caller,
    'query ($id: ID!) { community(id: $id) { rollUnits { nodes { label areaDm2 owners { maskedName } } } } }',
    { id: communityId },
    now,
  );
  return errors ? errors[0].extensions.code : (data.community.rollUnits?.nodes ?? null);
};

const outsiders = () => ({
  'an owner of another community': ownerOf(otherId),
  'nobody of the roll, by a token of the community': ownerOf(communityId, 'own_none'),
  'an owner by a token that names no owner': ownerOf(communityId),
  'a committee of another community': otherCommittee,
  'one whose token names this community': { ...otherCommittee, communities: new Set([communityId]) },
  'a committee by a token that names none': { ...committee, committee: null },
  'a committee by a token that does not reach its community': {
    ...committee,
    communities: new Set([otherId]),
  },
  'the next county': bureauOf('140525'),
  'a street elsewhere': { ...streetOf(), division: '341181' as const },
  'the finance bureau of the county': aCaller({
    roles: new Set(['FINANCE', 'OWNER']),
    division: '140502',
    communities: new Set([otherId]),
  }),
});

test('[PRIV-1, PRIV-2] the roll shows unit number, masked name and area, to owners, committee, street and county', async () => {
  for (const caller of [ownerOf(communityId, neighbour), committee, streetOf(), bureauOf('140502')]) {
    const roll = await rollFor(caller);
    expect(roll).toHaveLength(9);
    expect(roll[0]).toEqual({ label: '1-1-101', areaDm2: 8000, owners: [{ maskedName: '安*' }] });
  }
});

test('[PRIV-1] the roll is absent for offices and owners of elsewhere, and refused to everybody else', async () => {
  for (const caller of Object.values(outsiders())) expect(await rollFor(caller)).toBeNull();
  for (const roles of [[], ['RESIDENTS_COMMITTEE'], ['PM_COMPANY'], ['CITY_BUREAU'], ['OPERATOR']] as const)
    expect(
      await rollFor(
        aCaller({ roles: new Set(roles), division: '140502', communities: new Set([communityId]) }),
      ),
    ).toBe('FORBIDDEN');
});

test('[PRIV-1] who sold the only home reads the roll no more, by the same token; who has another home there still does', async () => {
  const former = ownerOf(communityId, ownerId);
  const ofTwo = ownerOf(communityId, neighbour);
  // A home in the zone is not enough: the token has to be one for it.
  expect(await rollFor(ownerOf(otherId, ownerId))).toBeNull();
  for (const caller of [former, ofTwo]) expect(await rollFor(caller)).toHaveLength(9);

  const sold = { owners: '新六', documents: 'N-6' };
  const u4 = aRow('104', { ...sold, area_registered_m2: '60' });
  const u1 = aRow('101', { ...sold, area_surveyed_m2: '81.20' });
  await importRoll(database(), communityId, rollOfC({ U1: u1, U4: u4 }));
  expect(await rollFor(former)).toBeNull();
  expect(await rollFor(ofTwo)).toHaveLength(9);
  const buyer = (await rollAsSeen(database(), communityId))[0].owners[0].id;
  expect(await rollFor(ownerOf(communityId, buyer))).toHaveLength(9);

  const source =
    'query ($own: ID!, $other: ID!) { own: owner(id: $own) { maskedName } other: owner(id: $other) { id } }';
  const { data } = await ask(former, source, { own: ownerId, other: neighbour });
  expect(data).toEqual({ own: { maskedName: '常*' }, other: null });
});

test('[PRIV-1, GOV-COM-5] a committee reads the roll from the first day of its term to the last', async () => {
  expect(await rollFor(committee, '2019-06-30T15:59:59.999Z')).toBeNull();
  expect(await rollFor(committee, '2019-06-30T16:00:00.000Z')).toHaveLength(9);
  expect(await rollFor(committee, '2024-06-30T15:59:59.999Z')).toHaveLength(9);
  expect(await rollFor(committee, '2024-06-30T16:00:00.000Z')).toBeNull();
});

test('[PRIV-1] units and owners are reached by nobody else through the federation either', async () => {
  const reach = async (caller: Caller) => {
    const { data, errors } = await ask(
      caller,
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
         ... on ExclusiveUnit { label owners { maskedName } } ... on Owner { id maskedName } } }`,
      {
        representations: [
          { __typename: 'ExclusiveUnit', id: unit.id },
          { __typename: 'Owner', id: ownerId },
          { __typename: 'Owner', id: 'own_none' },
        ],
      },
    );
    expect(errors).toBeUndefined();
    return data._entities;
  };
  const seen = [
    { label: '1-1-104', owners: [{ maskedName: '常*' }] },
    { id: ownerId, maskedName: '常*' },
    null,
  ];

  for (const caller of [ownerOf(communityId, neighbour), committee, streetOf(), bureauOf('140500')])
    expect(await reach(caller)).toEqual(seen);
  // By the token's owner alone, whatever its communities.
  expect(await reach(ownerOf(otherId, ownerId))).toEqual(seen);
  const { 'the finance bureau of the county': finance, ...others } = outsiders();
  // It pays by homes: a number is no name, and whose home it is stays out.
  expect(await reach(finance)).toEqual([{ label: '1-1-104', owners: null }, null, null]);
  const asked = 'query ($id: ID!) { exclusiveUnit(id: $id) { label } }';
  expect((await ask(finance, asked, { id: unit.id })).data).toEqual({ exclusiveUnit: { label: '1-1-104' } });
  for (const caller of [
    ...Object.values(others),
    { ...finance, division: '341181' as const },
    aCaller(),
    aCaller({ roles: new Set(['OPERATOR']), division: '140502', communities: new Set([communityId]) }),
    // A name of an owner without the role.
    aCaller({ owner: ownerId }),
  ])
    expect(await reach(caller)).toEqual([null, null, null]);
});

const nameFor = async (caller: Caller, purpose = '核对送达名单', id = ownerId) => {
  const { data, errors } = await ask(
    caller,
    'query ($id: ID!, $purpose: String!) { owner(id: $id) { fullName(purpose: $purpose) } }',
    { id, purpose },
  );
  return errors ? errors[0].extensions.code : (data.owner?.fullName ?? null);
};

test('[PRIV-1] a full name is read by street, county and its owner, and each reading is recorded with its purpose', async () => {
  expect(await nameFor(streetOf())).toBe('常三');
  expect(await nameFor(bureauOf('140502'), '备案审查')).toBe('常三');
  expect(await nameFor(ownerOf(communityId, ownerId), '本人查询')).toBe('常三');

  expect(await readings()).toMatchObject([
    { actor: 'street', subject: ownerId, at: monday, detail: { purpose: '核对送达名单' } },
    { actor: 'bureau-140502', subject: ownerId, detail: { purpose: '备案审查' } },
    { actor: 'owner', subject: ownerId, detail: { purpose: '本人查询' } },
  ]);
  for (const { detail } of await readings()) expect(detail).toMatchObject({ legalBasis: ofTheRoll });
  expect(JSON.stringify(await readings())).not.toContain('常三');
});

const ofTheRoll = {
  purpose: 'OWNERS_ROLL',
  ground: 'STATUTORY_DUTY',
  rules: ['GOV-START-4', 'GOV-VOTE-1'],
};

test('[PRIV-1] on what ground an owner is on the roll is stored with it, and for it to read', async () => {
  const { data, errors } = await ask(
    ownerOf(communityId, ownerId),
    'query ($id: ID!) { owner(id: $id) { legalBasis { purpose ground rules } } }',
    { id: ownerId },
  );
  expect(errors).toBeUndefined();
  expect(data.owner.legalBasis).toEqual(ofTheRoll);
  const owners = await database().read.find(OwnerTable);
  expect(owners.map(({ legalBasis }) => legalBasis)).toEqual(owners.map(() => ofTheRoll));
  expect(await database().read.findBy(AuditTable, { action: 'importOwnersRoll' })).toMatchObject([
    { subject: communityId, detail: { legalBasis: ofTheRoll } },
  ]);
});

test('[PRIV-1] nobody else reads a full name, and nobody without a purpose', async () => {
  expect(await nameFor(ownerOf(communityId, neighbour))).toBeNull();
  expect(await nameFor(ownerOf(communityId, neighbour), '')).toBeNull();
  expect(await nameFor(committee)).toBe('FORBIDDEN');
  for (const caller of Object.values(outsiders())) expect(await nameFor(caller)).toBeNull();
  for (const purpose of ['', '   ', '\u200b', '查'.repeat(201)])
    expect(await nameFor(streetOf(), purpose)).toBe('BAD_USER_INPUT');
  expect(await readings()).toEqual([]);

  expect(await nameFor(streetOf(), '查'.repeat(200))).toBe('常三');
});

test('[PRIV-1] a document is shown masked, to its owner and the offices that keep the roll', async () => {
  const documentFor = async (caller: Caller) => {
    const { data, errors } = await ask(caller, 'query ($id: ID!) { owner(id: $id) { maskedDocument } }', {
      id: ownerId,
    });
    return errors ? errors[0].extensions.code : (data.owner?.maskedDocument ?? null);
  };
  for (const caller of [streetOf(), bureauOf('140502'), ownerOf(communityId, ownerId)])
    expect(await documentFor(caller)).toBe('***');
  expect(await documentFor(ownerOf(communityId, neighbour))).toBeNull();
  expect(await documentFor(committee)).toBe('FORBIDDEN');
});

test('[REG-3] an owner sees what it owns, page by page', async () => {
  const { data } = await ask(
    streetOf(),
    `query ($id: ID!) { community(id: $id) { rollUnits(first: 1) { nodes { owners { id
       units(first: 1) { nodes { label } pageInfo { hasNextPage endCursor } } } } } } }`,
    { id: communityId },
  );
  const [{ id, units }] = data.community.rollUnits.nodes[0].owners;
  expect(units).toMatchObject({ nodes: [{ label: '1-1-101' }], pageInfo: { hasNextPage: true } });

  const rest = await ask(
    ownerOf(communityId, id),
    'query ($id: ID!, $after: String) { owner(id: $id) { community { id } units(after: $after) { nodes { label } } } }',
    { id, after: units.pageInfo.endCursor },
  );
  expect(rest.data.owner).toEqual({
    community: { id: communityId },
    units: { nodes: [{ label: '1-1-102' }] },
  });
});

test('[REG-8] zone and buildings are for everybody to see', async () => {
  const asked = `query ($id: ID!) { community(id: $id) { zone { units heads synthetic }
    buildings(first: 2) { nodes { id number units areaDm2 synthetic community { id } } pageInfo { hasNextPage endCursor } } } }`;
  const { data } = await ask(aCaller(), asked, { id: communityId });
  expect(data.community).toMatchObject({
    zone: { units: 9, heads: 7, synthetic: false },
    buildings: {
      nodes: [
        { number: '1', units: 4, areaDm2: 31000, synthetic: false, community: { id: communityId } },
        { number: '2', units: 4, areaDm2: 24000 },
      ],
      pageInfo: { hasNextPage: true },
    },
  });
  const [{ id }] = data.community.buildings.nodes;
  const entity = await ask(
    aCaller(),
    `{ _entities(representations: [{ __typename: "Building", id: "${id}" }]) { ... on Building { number units } } }`,
  );
  expect(entity.data._entities).toEqual([{ number: '1', units: 4 }]);
});

test('[REG-8] one invented home marks the figures of its building and of the zone, until it is corrected', async () => {
  const marks = async () => {
    const source =
      'query ($id: ID!) { community(id: $id) { zone { synthetic } buildings { nodes { synthetic } } } }';
    const { data } = await ask(aCaller(), source, { id: communityId });
    const { zone, buildings } = data.community;
    return [zone, ...buildings.nodes].map(({ synthetic }: { synthetic: boolean }) => synthetic);
  };
  expect(await marks()).toEqual([false, false, false, false]);
  const invented = aRow('1', { building: '3', entrance: '0', area_registered_m2: '150.00', note: '合成' });
  await importRoll(database(), communityId, rollOfC({ U9: invented }));
  expect(await marks()).toEqual([true, false, false, true]);
  await importRoll(database(), communityId, rollOfC());
  expect(await marks()).toEqual([false, false, false, false]);
});

test.each([
  [
    'zone',
    'PUBLIC',
    'zone { heads } buildings { nodes { units areaDm2 community { name } } } committee { id }',
  ],
  [
    'roll',
    'STREET',
    `rollUnits(first: 100) { nodes { label building { number units }
       owners { maskedName maskedDocument fullName(purpose: "核对") community { id } units { nodes { id } } } } }`,
  ],
])('a page of communities with their %s costs a constant number of statements', async (_, who, fields) => {
  const cost = async () => {
    const before = database().statements();
    const { errors } = await ask(
      who === 'STREET' ? streetOf() : aCaller(),
      `{ communities(first: 50) { nodes { id ${fields} } } }`,
    );
    expect(errors).toBeUndefined();
    return database().statements() - before;
  };
  const one = await cost();

  await importRoll(database(), communityId, `${rollOfC()}${aRow('301')}\n${aRow('401')}\n`);
  await importRoll(database(), otherId, aRoll(...['1', '2', '3', '4', '5', '6'].map((door) => aRow(door))));
  expect(await cost()).toBe(one);
});
