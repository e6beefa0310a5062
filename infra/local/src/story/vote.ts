import { act, refusedBy } from '../act';
import { type Cast, newKey } from './cast';
import type { Home, Place } from './register';

/** The three things that the owners are asked, by what they are about. */
export interface QuestionIds {
  readonly contents: string;
  readonly roof: string;
  readonly manager: string;
}

/** How many homes answer at all. */
const answeringHomes = 104;

/** Every owner gets the papers: most by hand, the others by mail or, where nobody opens, on the board. */
export async function deliver({ committee, homes }: Place, meetingId: string): Promise<void> {
  const wayTo = new Map<string, string>();
  for (const [i, { owners }] of homes.entries())
    for (const { id } of owners)
      wayTo.set(id, wayTo.get(id) ?? (i < answeringHomes ? 'HAND' : i < 136 ? 'POST' : 'POSTED'));
  const deliveries = [...wayTo].map(([ownerId, way]) => ({ ownerId, way, deliveredOn: '2022-06-20' }));
  await act(committee, 'recordDeliveries', { input: { ...newKey(), meetingId, deliveries } });
}

/** A paper as the committee enters it, with the same mark at every question its owner may vote on. */
export function paperOf(home: Home, { contents, roof, manager }: QuestionIds, marks: readonly string[]) {
  const asked = [contents, ...(isUnderTheRoof(home) ? [roof] : []), manager];
  return {
    ownerId: home.owners[0]!.id,
    signed: true,
    receivedAt: '2022-07-05T00:30:00.000Z',
    answers: asked.map((questionId) => ({ questionId, marks })),
  };
}

const isUnderTheRoof = ({ building }: Home) => building.number === '2';

/** Papers of the owners of 104 homes, with what happens in a real vote; all others do not answer. */
export async function vote(
  { actors }: Cast,
  { committee, communityId, homes }: Place,
  meetingId: string,
  questions: QuestionIds,
): Promise<void> {
  const { contents, roof, manager } = questions;
  const answering = homes.slice(0, answeringHomes);
  const enter = (home: Home, number: number, marks: readonly string[]) => ({
    ...newKey(),
    meetingId,
    formNumber: `FY-${String(number).padStart(3, '0')}`,
    ...paperOf(home, questions, marks),
  });
  const online = async (home: Home, choices: readonly (readonly [string, string])[]) => {
    const ownerId = home.owners[0]!.id;
    const claims = { sub: ownerId, roles: ['OWNER'], owner: ownerId, communities: [communityId] };
    const answers = choices.map(([questionId, choice]) => ({ questionId, choice }));
    return { owner: await actors.as(claims), input: { ...newKey(), meetingId, answers } };
  };
  const byAgent = answering[30]!;
  const proxy = await act(
    committee,
    'registerProxy',
    {
      input: {
        ...newKey(),
        meetingId,
        ownerId: byAgent.owners[0]!.id,
        agentName: '代理人（虚构）',
        agentOwnerId: answering[31]!.owners[0]!.id,
        questionIds: [roof],
        powers: '代为表决2号楼屋面维修事项',
        from: '2022-07-01',
        until: '2022-07-15',
        signed: true,
      },
    },
    'id',
  );

  for (const [i, home] of answering.entries()) {
    if (home === byAgent) continue;
    // Every fifth against, one abstaining, one paper with two marks.
    const marks = i === 7 ? ['ABSTAIN'] : i === 12 ? ['YES', 'NO'] : i % 5 === 4 ? ['NO'] : ['YES'];
    await act(committee, 'enterPaperBallot', { input: enter(home, i + 1, marks) });
  }
  await refusedBy(
    committee,
    'enterPaperBallot',
    { input: enter(answering[0]!, 1, ['NO']) },
    { code: 'FORM_NUMBER_USED', rule: 'GOV-VOTE-13' },
  );
  const agentsPaper = { ...enter(byAgent, 131, ['YES']), agentProxyId: proxy.id };
  await refusedBy(
    committee,
    'enterPaperBallot',
    { input: agentsPaper },
    { code: 'OUTSIDE_PROXY', rule: 'GOV-MEET-4' },
  );
  const onTheRoofAlone = [{ questionId: roof, marks: ['YES'] }];
  await act(committee, 'enterPaperBallot', {
    input: { ...agentsPaper, ...newKey(), formNumber: 'FY-132', answers: onTheRoofAlone },
  });
  // One changes the paper's NO into a YES online, and one who lives elsewhere may not vote on the roof.
  const changed = await online(answering[4]!, [
    [contents, 'YES'],
    [manager, 'YES'],
  ]);
  await act(changed.owner, 'castBallot', { input: changed.input });
  const elsewhere = await online(answering[5]!, [[roof, 'YES']]);
  await refusedBy(
    elsewhere.owner,
    'castBallot',
    { input: elsewhere.input },
    { code: 'NOT_AN_ELECTOR', rule: 'REG-7' },
  );
  // A second paper of the first owner, with the same answers, is put into the box and not yet entered.
  const { receivedAt } = paperOf(answering[0]!, questions, ['YES']);
  const forms = [{ formNumber: heldBack, receivedAt }];
  await act(committee, 'handInForms', { input: { ...newKey(), meetingId, forms } });
}

/** The number of a form that is handed in while voting is open and entered after its end. */
export const heldBack = 'FY-140';
