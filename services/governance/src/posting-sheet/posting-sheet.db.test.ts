import { createHash } from 'node:crypto';
import { communityCWith } from '@anju/rulebook/electorate.builder';
import { testEvidenceKey, testPersonalData } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import {
  ask,
  committee,
  elsewhere,
  hireManager,
  meetingWith,
  other,
  owner,
  repairRoof,
  residents,
  street,
  withdraw,
} from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity, putOwner } from '../assembly-meeting/roll.builder';
import { cast } from '../ballot/ballot.builder';
import { bureauOf } from '../community/community.builder';
import { OwnerTable } from '../owner/owner.table';
import { annul } from '../owners-decision/annul-decision.builder';
import { post } from '../owners-decision/post-decision.builder';
import { close, voteOn, zoneAndRoof } from '../question/vote.builder';
import { storage } from '../storage';

const database = testDatabase(storage);

async function sheet(query: string, id: string): Promise<{ html: string; sha256: string }> {
  const { data, errors } = await ask(database(), `query ($id: ID!) { one: ${query} }`, { id });
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data.one as object)[0];
}
const notice = (id: string) => sheet('assemblyMeeting(id: $id) { noticeSheet { html sha256 } }', id);
const minutes = (id: string) => sheet('assemblyMeeting(id: $id) { minutesSheet { html sha256 } }', id);
const result = (id: string) => sheet('ownersDecision(id: $id) { resultSheet { html sha256 } }', id);

const hashOf = (html: string) =>
  createHash('sha256')
    .update(/<main>([^]*)<\/main>/.exec(html)![1]!)
    .digest('hex');

test('[GOV-MEET-2, GOV-VOTE-5] the notice is printed with all questions and whose they are, the same each time', async () => {
  const { meetingId } = await zoneAndRoof(database());
  const { html, sha256 } = await notice(meetingId);
  expect(html).toContain('业主委员会（备案号 ');
  expect(html).toContain('全体业主：7 人');
  expect(html).toContain('2号楼业主');
  expect(hashOf(html)).toBe(sha256);
  expect(html).toContain(`正文 SHA-256：${sha256}`);
  expect(await notice(meetingId)).toEqual({ html, sha256 });
});

test('[GOV-MEET-6, GOV-VOTE-9, PRIV-2] the result is printed with the six integers and both sides of each comparison, and names nobody', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCD', NO: 'G' }, hireManager());
  const { decision } = await close(database(), questionId);
  const { turnout } = decision.record;
  const before = await result(decision.id);
  for (const said of [
    `<td>应参与表决</td><td>${turnout.entitled.heads}</td>`,
    `<td>同意</td><td>${turnout.yes.heads}</td>`,
    `按人数：${turnout.tookPart.heads}×3＝${turnout.tookPart.heads * 3}`,
    decision.record.ballotsHash,
    decision.record.ruleProfile,
    testEvidenceKey.thumbprint,
  ])
    expect(before.html).toContain(said);
  expect(before.html).not.toMatch(/own_|bal_|书面形式提出/);
  expect(hashOf(before.html)).toBe(before.sha256);

  const { objectionsUntil } = (await post(database(), decision.id)).posting;
  const [year, month, day] = objectionsUntil.split('-').map(Number);
  expect((await result(decision.id)).html).toContain(
    `请在${year}年${month}月${day}日（含当日）之前以书面形式提出`,
  );
});

test('[GOV-MEET-6] the minutes are printed once all questions are counted: totals, deliveries and lines to sign', async () => {
  const { meetingId, zone, roof } = await zoneAndRoof(database());
  await cast(database(), 'A', meetingId, { [zone]: 'YES' });
  await close(database(), zone);
  expect(await minutes(meetingId)).toBeNull();

  const { decision } = await close(database(), roof);
  const { html, sha256 } = await minutes(meetingId);
  for (const said of [
    '业主大会会议记录',
    '7 人，700.00 平方米',
    '1 人，160.00 平方米',
    '未通过：参与表决的不足法定比例',
    decision.id,
    decision.record.ballotsHash,
    '应送达 8 人',
    '<th>记录人</th><td></td>',
  ])
    expect(html).toContain(said);
  expect(html).not.toMatch(/own_|bal_|撤销/);
  expect(hashOf(html)).toBe(sha256);
  await annul(database(), decision.id);
  expect((await minutes(meetingId)).html).toContain('已被依法撤销');
});

describe('[PRIV-2] the roster of a building', () => {
  /** A zone and a roof question of a community in which D, who is 李四, has 2-1-301. */
  async function asked() {
    const roll = communityCWith('unt_5', { label: '2-1-301', areaDm2: 8000 });
    await putCommunity(database(), { roll });
    for (const letter of 'ABbCDEVG') await putOwner(database(), letter);
    const name = testPersonalData.seal('李四');
    await transaction(database(), (tx) => tx.update(OwnerTable, { id: 'own_D' }, { name }));
    return (await meetingWith(database(), [other(), repairRoof()])).questionIds;
  }
  async function roster(questionId: string, buildingId: string, caller = committee()) {
    const { data, errors } = await ask(
      database(),
      `query ($id: ID!, $building: ID!) {
         question(id: $id) { electorate { rosterSheet(buildingId: $building) { html sha256 } } } }`,
      { id: questionId, building: buildingId },
      { caller },
    );
    return errors ? errors[0]!.extensions!['code'] : data.question.electorate.rosterSheet;
  }

  test('example: it shows unit, masked name and area, in the order of the doors, and nothing else', async () => {
    const [zone] = await asked();
    const { html, sha256 } = await roster(zone!, 'bld_2');
    expect(html).toContain('<td>2-1-301</td><td>李*</td><td>80.00 平方米</td>');
    expect([...html.matchAll(/<td>(\d+-\d+-\d+)<\/td>/g)].map(([, label]) => label)).toEqual([
      '2-1-6',
      '2-1-7',
      '2-1-8',
      '2-1-301',
    ]);
    expect(html).toContain('4 处，250.00 平方米');
    expect(html).not.toMatch(/李四|own_|unt_|虚构/);
    expect(hashOf(html)).toBe(sha256);
    expect((await roster(zone!, 'bld_1')).html).toContain('<td>业**、业**</td>');
  });

  test('rosters of several buildings take no more statements than one, and that of a withdrawn meeting says so', async () => {
    const [zone] = await asked();
    const sheetOf = (building: string) => `b${building}: rosterSheet(buildingId: "bld_${building}") { html }`;
    const statementsFor = async (...buildings: string[]) => {
      const before = database().statements();
      const source = `query ($id: ID!) { question(id: $id) { electorate { ${buildings.map(sheetOf).join(' ')} } } }`;
      const { data } = await ask(database(), source, { id: zone }, { caller: committee() });
      for (const sheet of Object.values(data.question.electorate)) expect(sheet).not.toBeNull();
      return database().statements() - before;
    };
    expect(await statementsFor('1', '2', '3')).toBe(await statementsFor('2'));

    const { data } = await ask(database(), 'query ($id: ID!) { question(id: $id) { meeting { id } } }', {
      id: zone,
    });
    await withdraw(database(), data.question.meeting.id);
    expect((await roster(zone!, 'bld_2')).html).toMatch(/通知已于2022年6月20日10:00撤回/);
  });

  test('it goes to who posts it, and to nobody else', async () => {
    const [zone, roof] = await asked();
    for (const caller of [committee(), street, bureauOf('140502')])
      expect(await roster(zone!, 'bld_2', caller)).toMatchObject({ html: expect.stringContaining('李*') });
    for (const caller of [elsewhere.committee, elsewhere.street])
      expect(await roster(zone!, 'bld_2', caller)).toBeNull();
    for (const caller of [owner('D'), residents])
      expect(await roster(zone!, 'bld_2', caller)).toBe('FORBIDDEN');
    for (const building of ['bld_1', 'bld_none', '2']) expect(await roster(roof!, building)).toBeNull();
  });
});

test('[GOV-VOTE-10] the result of a decision that was annulled says so', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCD' });
  const { decision } = await close(database(), questionId);
  expect((await result(decision.id)).html).not.toContain('撤销，');
  await post(database(), decision.id);
  await annul(database(), decision.id);
  const { html } = await result(decision.id);
  expect(html).toContain('本决定已被依法撤销');
  expect(html).not.toMatch(/书面形式提出|请求人民法院/);
});

test('[GOV-VOTE-1] where nobody voted it says that no share can be measured', async () => {
  const { questionId } = await voteOn(database(), {});
  const { decision } = await close(database(), questionId);
  const { html } = await result(decision.id);
  expect(html).toContain('无人参与表决，不计算同意的比例。');
  expect(html).toContain('未通过：参与表决的不足法定比例');
});
