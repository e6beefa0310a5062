import { uuidV7 } from '@anju/values/id';
import { act, demoFile, publishedFile, refusedBy } from './act';
import { until } from './client';
import { type Actors, type Claims, offices } from './officers';

/** What came of the story: who its people are, and a first query that shows all of it. */
export interface Told {
  readonly people: Readonly<Record<string, Claims>>;
  readonly firstQuery: string;
  readonly communityId: string;
  readonly projectId: string;
  readonly jobId: string;
  readonly contractId: string;
  readonly questionIds: { readonly contents: string; readonly roof: string; readonly manager: string };
}

interface Telling {
  readonly onStep: (title: string, done: number, all: number) => void;
}

interface Home {
  readonly id: string;
  readonly label: string;
  readonly building: { readonly id: string; readonly number: string };
  readonly owners: readonly { readonly id: string }[];
}

const key = () => ({ idempotencyKey: uuidV7() });
const sha256 = (digit: string) => digit.repeat(64);
const chapters = 7;

/**
 * The story of one community (凤源), from the owners' roll to the paid invoice, through the gateway's API only.
 * It tries what is not allowed, too, and goes on only if that is refused for the right reason.
 */
export async function tellStory(actors: Actors, { onStep }: Telling): Promise<Told> {
  let done = 0;
  const step = (title: string) => onStep(title, ++done, chapters);
  const [county, finance, street, operator] = await Promise.all([
    actors.as(offices.countyBureau),
    actors.as(offices.finance),
    actors.as(offices.subdistrict),
    actors.as(offices.operator),
  ]);
  const moveClock = (to: string) => act(operator, 'advanceClock', { to });

  // 1. Register.
  const tianchang = await actors.as(offices.tianchangBureau);
  await act(county, 'importCommunities', {
    input: { publication: 'jincheng-urban-2020', file: publishedFile('jincheng-urban-2020.csv') },
  });
  await act(tianchang, 'importCommunities', {
    input: { publication: 'tianchang-2021', file: publishedFile('tianchang-2021.csv') },
  });
  const communityId = await idOfCommunity(actors, '凤源');
  const withoutFund = await idOfCommunity(actors, '南大街');
  await act(county, 'importOwnersRoll', {
    input: { communityId, file: demoFile('fengyuan-owners-roll.csv') },
  });
  const { committeeId } = await enterCommittee(county, communityId);
  const committeeClaims: Claims = {
    sub: 'fengyuan-committee',
    roles: ['OWNERS_COMMITTEE'],
    communities: [communityId],
    committee: committeeId,
  };
  const committee = await actors.as(committeeClaims);
  const company = await act(
    county,
    'registerCompany',
    { input: { name: '安和物业服务有限公司（虚构）', creditCode: '91140500MA0ANJ0U1W', synthetic: true } },
    'id',
  );
  const rival = await act(
    county,
    'registerCompany',
    { input: { name: '康居物业服务有限公司（虚构）', creditCode: '91140500MA0ANJ0U20', synthetic: true } },
    'id',
  );
  await act(finance, 'importFundAccounts', {
    input: { communityId, file: demoFile('fengyuan-fund-accounts.csv') },
  });
  const homes = await readRoll(street, communityId);
  const buildingOf = (number: string) =>
    homes.find(({ building }) => building.number === number)!.building.id;
  const roofOf = buildingOf('2');
  step('the register: 144 homes, 143 owners by head, their committee and their fund');

  // 2. Heard.
  const solicitation = await act(street, 'openSolicitation', { input: { communityId } }, 'id');
  const proposal = (communityIds: readonly string[]) => ({
    name: '凤源食品厂小区改造（虚构拆分）',
    year: 2022,
    communityIds,
    contents: [
      { code: 'DRAINAGE', description: '排水管网改造', costFen: 300_000_000 },
      { code: 'CABLES', description: '线缆入地规整', costFen: 180_000_000 },
      { code: 'WALL_REPAIR', description: '外立面整治', costFen: 314_000_000 },
      { code: 'ROOF_REPAIR', description: '2号楼屋面维修', costFen: 6_000_000, buildingIds: [roofOf] },
    ],
    money: [
      { kind: 'POLICY', instrument: 'SUPERIOR_SPECIAL_SUBSIDY', amountFen: 230_000_000, synthetic: true },
      { kind: 'RESIDENT', instrument: 'MAINTENANCE_FUND', amountFen: 6_000_000, synthetic: true },
      { kind: 'FISCAL', instrument: 'COUNTY_BUDGET', amountFen: 400_000_000, synthetic: true },
      { kind: 'UTILITY_OWNER', instrument: 'OWN_PROGRAMME', amountFen: 100_000_000, synthetic: true },
      { kind: 'FORMER_EMPLOYER', instrument: 'IN_KIND', amountFen: 24_000_000, synthetic: true },
      { kind: 'SOCIAL_CAPITAL', instrument: 'PAID_USE', amountFen: 40_000_000, synthetic: true },
    ],
    synthetic: true,
  });
  const project = await act(county, 'proposeProject', { input: proposal([communityId]) }, 'id contentsHash');
  const projectId: string = project.id;
  await refusedBy(
    county,
    'listProject',
    { projectId },
    { code: 'HOUSEHOLD_GATE_NOT_REACHED', rule: 'PART-3' },
  );
  await moveClock('2022-06-13T01:00:00.000Z');
  await act(street, 'importHouseholdResponses', {
    input: { solicitationId: solicitation.id, file: demoFile('fengyuan-household-responses.csv') },
  });
  await act(street, 'closeSolicitation', { solicitationId: solicitation.id });
  step('heard: 130 of 144 households reached, 100 answers, 70 consents');

  // 3. Listed.
  await until('the project to be listed', async () => {
    await act(county, 'listProject', { projectId });
    return true;
  });
  await moveClock('2022-06-17T01:00:00.000Z');
  await act(county, 'approveProject', { input: { projectId, documentNumber: '城住建〔2022〕17号（虚构）' } });
  const works = {
    communityId,
    projectId,
    contentCode: 'ROOF_REPAIR',
    buildingIds: [roofOf],
    title: '2号楼屋面防水维修（虚构）',
    contractorName: '晋安防水工程有限公司（虚构）',
    partOwner: 'OWNERS',
    synthetic: true,
  };
  await refusedBy(
    committee,
    'proposeMaintenanceJob',
    { input: { ...works, lastWorks: { part: 'WATERPROOFING', acceptedOn: '2019-10-20' } } },
    { code: 'UNDER_WARRANTY', rule: 'MF-1' },
  );
  const manager = await actors.as({
    sub: 'nandajie-manager',
    roles: ['PM_COMPANY'],
    communities: [withoutFund],
    company: company.id,
  });
  await refusedBy(
    manager,
    'proposeMaintenanceJob',
    { input: { ...works, communityId: withoutFund, projectId: null, buildingIds: [] } },
    { code: 'NO_FUND', rule: 'MF-7' },
  );
  const job = await act(committee, 'proposeMaintenanceJob', { input: works }, 'id');
  const jobId: string = job.id;
  await refusedBy(
    committee,
    'applyForFundPayment',
    { input: { jobId, ...key() } },
    { code: 'NO_DECISION', rule: 'MF-2' },
  );
  step('listed and approved; the roof repair is proposed');

  // 4. Decided.
  await moveClock('2022-06-20T01:00:00.000Z');
  const contractFor = (companyId: string, decisionId: string) => ({
    ...key(),
    communityId,
    companyId,
    decisionId,
    signedOn: '2022-07-26',
    from: '2022-08-01',
    until: '2025-07-31',
    services: [
      { name: '楼道保洁', standard: '每日一次' },
      { name: '公共设施巡检', standard: '每周一次' },
    ],
    feeFenPerM2Month: 60,
    rights: '双方权利义务按合同约定',
    fundUse: '按业主共同决定使用维修资金',
    pmRooms: '1号楼1层',
    liability: '违约方承担赔偿责任',
    handOver: '合同终止后十日内移交资料与用房',
    paperNumber: 'FY-PM-2022-01',
    paperHash: sha256('c'),
    synthetic: true,
  });
  const meetingInput = {
    communityId,
    form: 'WRITTEN_CONSULTATION',
    opensAt: '2022-07-05T00:00:00+08:00',
    closesAt: '2022-07-16T00:00:00+08:00',
    questions: [
      {
        title: '是否同意改造内容清单',
        matter: 'OTHER_MAJOR',
        scope: 'ZONE',
        acceptContents: { projectId, contentsHash: project.contentsHash },
      },
      {
        title: '是否同意使用维修资金维修2号楼屋面',
        matter: 'USE_MAINTENANCE_FUND',
        scope: 'BUILDINGS',
        buildingIds: [roofOf],
        pay: { contentCodes: ['ROOF_REPAIR'], ceilingFen: 6_000_000 },
      },
      {
        title: '是否同意选聘安和物业',
        matter: 'HIRE_MANAGER',
        scope: 'ZONE',
        hire: { companyId: company.id },
      },
    ],
  };
  await refusedBy(
    committee,
    'conveneMeeting',
    { input: { ...meetingInput, opensAt: '2022-07-04T00:00:00+08:00', ...key() } },
    { code: 'NOTICE_TOO_SHORT', rule: 'GOV-MEET-2' },
  );
  const meeting = await act(
    committee,
    'conveneMeeting',
    { input: { ...meetingInput, ...key() } },
    'id questions { id }',
  );
  const [contents, roof, hire] = meeting.questions.map(({ id }: { id: string }) => id) as [
    string,
    string,
    string,
  ];
  await moveClock('2022-07-05T01:00:00.000Z');
  await vote({ actors, committee, communityId, meetingId: meeting.id, homes, contents, roof, hire });
  await refusedBy(
    street,
    'closeVoting',
    { questionId: roof },
    { code: 'VOTING_NOT_OVER', rule: 'GOV-VOTE-13' },
  );
  await moveClock('2022-07-15T16:00:00.000Z');
  const decisionOf = async (questionId: string): Promise<string> =>
    (await act(street, 'closeVoting', { questionId }, 'decision { id outcome }')).decision.id;
  const [contentsDecision, roofDecision, hireDecision] = [
    await decisionOf(contents),
    await decisionOf(roof),
    await decisionOf(hire),
  ];
  await act(committee, 'linkDecision', { input: { jobId, decisionId: roofDecision } });
  await moveClock('2022-07-18T01:00:00.000Z');
  for (const decisionId of [contentsDecision, roofDecision, hireDecision])
    await act(street, 'postDecision', { input: { decisionId, place: '小区南门公告栏' } });
  const early = { ...contractFor(company.id, hireDecision), signedOn: '2022-07-18' };
  await refusedBy(
    committee,
    'signContract',
    { input: early },
    { code: 'DECISION_NOT_EFFECTIVE', rule: 'GOV-VOTE-12' },
  );
  await moveClock('2022-07-26T01:00:00.000Z');
  for (const decisionId of [contentsDecision, roofDecision, hireDecision])
    await until('the decision to be effective', async () => {
      const { ownersDecision } = await street.ask('query($id: ID!) { ownersDecision(id: $id) { state } }', {
        id: decisionId,
      });
      return ownersDecision.state === 'EFFECTIVE';
    });
  step('decided: contents, roof and manager, posted, and nobody objected');

  // 6. Looked after, which comes before the roof is done.
  await refusedBy(
    committee,
    'signContract',
    { input: contractFor(rival.id, hireDecision) },
    { code: 'COMPANY_NOT_NAMED', rule: 'GOV-COM-5' },
  );
  const contract = await act(
    committee,
    'signContract',
    { input: contractFor(company.id, hireDecision) },
    'id',
  );
  step('looked after: the committee signs with the company the owners named');

  // 5. Paid.
  await moveClock('2022-09-13T01:00:00.000Z');
  await act(committee, 'recordMeasurement', {
    input: {
      jobId,
      measuredFen: 5_812_345,
      paperNumber: 'FY-JL-2022-09',
      paperSha256: sha256('a'),
      signedOn: '2022-09-12',
      supervisor: '晋城工程监理有限公司（虚构）',
    },
  });
  await act(committee, 'applyForFundPayment', { input: { jobId, ...key() } });
  await refusedBy(
    county,
    'instructBank',
    { input: { jobId, ...key() } },
    { code: 'NOT_APPROVED', rule: 'MF-2' },
  );
  await act(county, 'approveFundPayment', { input: { jobId, documentNumber: '维资〔2022〕88号（虚构）' } });
  const instructed = await act(county, 'instructBank', { input: { jobId, ...key() } }, 'instructedFen');
  await act(finance, 'recordBankReceipt', {
    input: {
      jobId,
      paperNumber: 'BK-2022-0913',
      paperSha256: sha256('b'),
      paidOn: '2022-09-13',
      amountFen: instructed.instructedFen,
      ...key(),
    },
  });
  step('paid: split over 24 homes to the last fen, and what one account lacks stays owed');

  // 7. Seen.
  const firstQuery = boardAndTrail(projectId);
  await until('the board to show it', async () => {
    const seen = await actors.anybody.ask(firstQuery);
    return seen.project.maintenanceJobs.nodes[0]?.state === 'PAID' && seen.division.contracts.running === 1;
  });
  step('seen: one query for the board, one for the trail');

  return {
    people: { committee: committeeClaims },
    firstQuery,
    communityId,
    projectId,
    jobId,
    contractId: contract.id,
    questionIds: { contents, roof, manager: hire },
  };
}

async function idOfCommunity(actors: Actors, name: string): Promise<string> {
  const { communities } = await actors.anybody.ask(
    'query($name: String) { communities(divisionCode: "140502", name: $name) { nodes { id } } }',
    { name },
  );
  return communities.nodes[0].id;
}

async function enterCommittee(county: Awaited<ReturnType<Actors['as']>>, communityId: string) {
  const members = ['李卫东', '张凤霞', '刘春梅', '陈国庆', '杨振华'].map((name, i) => ({
    name,
    role: i === 0 ? 'CHAIR' : 'MEMBER',
  }));
  const input = {
    communityId,
    members,
    termFrom: '2021-05-20',
    termUntil: '2026-05-19',
    filingNumber: '城业备〔2021〕3号（虚构）',
    synthetic: true,
  };
  const { id } = await act(county, 'enterCommittee', { input }, 'id');
  return { committeeId: id as string };
}

/** Every home of the roll, page by page. */
async function readRoll(street: Awaited<ReturnType<Actors['as']>>, communityId: string): Promise<Home[]> {
  const homes: Home[] = [];
  for (let after: string | null = null; ;) {
    const { community }: any = await street.ask(
      `query($id: ID!, $after: String) { community(id: $id) { rollUnits(first: 100, after: $after) {
         nodes { id label building { id number } owners { id } } pageInfo { hasNextPage endCursor } } } }`,
      { id: communityId, after },
    );
    homes.push(...community.rollUnits.nodes);
    if (!community.rollUnits.pageInfo.hasNextPage) return homes;
    after = community.rollUnits.pageInfo.endCursor;
  }
}

interface Voting {
  readonly actors: Actors;
  readonly committee: Awaited<ReturnType<Actors['as']>>;
  readonly communityId: string;
  readonly meetingId: string;
  readonly homes: readonly Home[];
  readonly contents: string;
  readonly roof: string;
  readonly hire: string;
}

/** Papers of the owners of 104 homes, with what happens in a real vote; all else do not answer. */
async function vote({ actors, committee, communityId, meetingId, homes, contents, roof, hire }: Voting) {
  const answering = homes.slice(0, 104);
  const isOfRoof = (home: Home) => home.building.number === '2';
  const paper = (home: Home, number: number, marks: readonly string[]) => ({
    ...key(),
    meetingId,
    formNumber: `FY-${String(number).padStart(3, '0')}`,
    ownerId: home.owners[0]!.id,
    signed: true,
    receivedAt: '2022-07-05T00:30:00.000Z',
    answers: [contents, ...(isOfRoof(home) ? [roof] : []), hire].map((questionId) => ({ questionId, marks })),
  });
  const online = async (home: Home, choices: readonly (readonly [string, string])[]) => {
    const ownerId = home.owners[0]!.id;
    const owner = await actors.as({
      sub: ownerId,
      roles: ['OWNER'],
      owner: ownerId,
      communities: [communityId],
    });
    return {
      owner,
      input: {
        ...key(),
        meetingId,
        answers: choices.map(([questionId, choice]) => ({ questionId, choice })),
      },
    };
  };
  const byAgent = answering[30]!;
  const agent = answering[31]!;
  const proxy = await act(
    committee,
    'registerProxy',
    {
      input: {
        ...key(),
        meetingId,
        ownerId: byAgent.owners[0]!.id,
        agentName: '代理人（虚构）',
        agentOwnerId: agent.owners[0]!.id,
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
    if (i === 30) continue;
    // Every fifth against, one abstaining, one paper with two marks.
    const marks = i === 7 ? ['ABSTAIN'] : i === 12 ? ['YES', 'NO'] : i % 5 === 4 ? ['NO'] : ['YES'];
    await act(committee, 'enterPaperBallot', { input: paper(home, i + 1, marks) });
  }
  await refusedBy(
    committee,
    'enterPaperBallot',
    { input: paper(answering[0]!, 1, ['NO']) },
    { code: 'FORM_NUMBER_USED', rule: 'GOV-VOTE-13' },
  );
  const agentsPaper = { ...paper(byAgent, 131, ['YES']), agentProxyId: proxy.id };
  await refusedBy(
    committee,
    'enterPaperBallot',
    { input: agentsPaper },
    { code: 'OUTSIDE_PROXY', rule: 'GOV-MEET-4' },
  );
  await act(committee, 'enterPaperBallot', {
    input: {
      ...agentsPaper,
      ...key(),
      formNumber: 'FY-132',
      answers: [{ questionId: roof, marks: ['YES'] }],
    },
  });
  // One changes the paper's NO into a YES online, and one who lives elsewhere may not vote on the roof.
  const changed = await online(answering[4]!, [
    [contents, 'YES'],
    [hire, 'YES'],
  ]);
  await act(changed.owner, 'castBallot', { input: changed.input });
  const elsewhere = await online(answering[5]!, [[roof, 'YES']]);
  await refusedBy(
    elsewhere.owner,
    'castBallot',
    { input: elsewhere.input },
    { code: 'NOT_AN_ELECTOR', rule: 'REG-7' },
  );
}

/** The city's board, and the whole trail of one project. */
const boardAndTrail = (projectId: string) => `{
  division(code: "140500") {
    name communityCount households
    projectsByState { state projects }
    moneyByKind { kind plannedFen paidFen }
    decisions { adopted rejected effective }
    contracts { running total }
  }
  project(id: "${projectId}") {
    name state costFen
    money { kind instrument amountFen }
    gates { gate state missing }
    communities { name households contract { company { name } from until } }
    solicitations { nodes { state households contacted answers consents } }
    decisions { nodes { outcome effectiveAt record { turnout { entitled { heads areaDm2 } yes { heads areaDm2 } } } } }
    maintenanceJobs { nodes { state costFen paidFen retainedFen receivableFen
      decision { outcome question { title } } } }
  }
}`;
