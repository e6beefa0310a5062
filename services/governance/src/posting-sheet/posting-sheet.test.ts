import { profileAt } from '@anju/rulebook/rule-profile';
import { atLeast, moreThan } from '@anju/values/fraction';
import { aQuestion } from '../question/question.builder';
import { conditionWords, noticeSheet, scopeWords } from './notice-sheet';
import { mainOf, pageAround, type Sheet } from './page';
import { areaWords, dateWords, momentWords, thresholdWords } from './paper-words';

test('[CONV-2] a share is said with the word it stands with', () => {
  expect(thresholdWords(atLeast(2, 3))).toBe('三分之二以上');
  expect(thresholdWords(moreThan(1, 2))).toBe('过半数');
  expect(thresholdWords(moreThan(2, 3))).toBe('超过三分之二');
  expect(thresholdWords(atLeast(17, 20))).toBe('20分之17以上');
});

test('areas are said exactly, and moments by the clock of the place', () => {
  expect(['0.05 平方米', '0.50 平方米', '93600.00 平方米']).toEqual([5, 50, 9_360_000].map(areaWords));
  expect(dateWords('2022-07-05')).toBe('2022年7月5日');
  expect(momentWords('2022-07-15T16:00:00.000Z')).toBe('2022年7月16日00:00');
});

test('[GOV-VOTE-1, GOV-VOTE-2, GOV-VOTE-3, CONV-5] both measures are named, of those who take part or, before 2021, of all', () => {
  const now = profileAt('140502', '2022-07-15').voting;
  expect(conditionWords(now, 'ORDINARY')).toBe(
    '由专有部分面积占比三分之二以上且人数占比三分之二以上的业主参与表决，经参与表决专有部分面积过半数且参与表决人数过半数的业主同意',
  );
  expect(conditionWords(now, 'SPECIAL')).toContain('四分之三以上');
  expect(conditionWords(profileAt('CN', '2020-12-31').voting, 'SPECIAL')).toContain(
    '经全体专有部分面积三分之二以上且全体人数三分之二以上的业主同意',
  );
  expect(scopeWords(['2', '3'])).toBe('2、3号楼业主');
});

test('what people typed is text on the page, not markup', () => {
  const sheet: Sheet = {
    title: '通知',
    subtitle: '<b>凤源</b>',
    parts: [
      { heading: 'a & b' },
      { text: '"x" <script>' },
      { facts: [['<i>', "'"]] },
      { columns: ['<'], rows: [['>']] },
    ],
  };
  const main = mainOf(sheet);
  expect(main).not.toMatch(/<b>|<script|<i>/);
  expect(main).toContain('&lt;script&gt;');
  expect(pageAround(sheet, main, 'ab')).toContain('<title>通知 &lt;b&gt;凤源&lt;/b&gt;</title>');
});

test('[GOV-MEET-2] a notice tells what is asked of whom and until when; an invented or withdrawn one says so', () => {
  const electorate = {
    id: 'snp_1',
    meetingId: 'mtg_1',
    scope: 'BUILDINGS',
    buildingIds: ['bld_2'],
    takenAt: '2022-06-20T02:00:00.000Z',
    units: 24,
    heads: 23,
    areaDm2: 156_000,
    stallsAreaDm2: 0,
    hash: 'ab'.repeat(32),
  } as const;
  const question = aQuestion({
    title: '维修2号楼屋面',
    matter: 'USE_MAINTENANCE_FUND',
    warrants: { kind: 'PAY', ceilingFen: 15_000_050, contentCodes: ['ROOF_REPAIR'], buildingIds: ['bld_2'] },
  });
  const noticed = {
    id: 'mtg_1',
    form: 'WRITTEN_CONSULTATION',
    filingNumber: '2021-17',
    noticedOn: '2022-06-20',
    opensAt: question.opensAt,
    closesAt: question.closesAt,
    synthetic: false,
    withdrawnAt: null,
    procedure: null,
  } as const;
  const asked = [{ question, electorate, buildings: ['2'] }];
  const profile = profileAt('140502', '2022-07-15');
  const sheetOf = (differing = {}, rules = profile) =>
    mainOf(noticeSheet({ ...noticed, ...differing }, '凤源', asked, rules));
  const main = sheetOf();
  for (const said of [
    '业主大会会议通知',
    '凤源',
    '书面征求意见',
    '2022年7月16日00:00（不含）',
    '维修2号楼屋面',
    '使用建筑物及其附属设施的维修资金',
    '支付上限：150000.50 元',
    '2号楼业主：23 人，1560.00 平方米',
    electorate.hash,
  ])
    expect(main).toContain(said);
  expect(main).not.toMatch(/虚构|撤回|议事规则|代理人|弃权|车位/);
  const procedure = { paperNumber: '凤源〔2021〕1号', appliesFrom: '2021-09-01' } as const;
  const meeting = {
    ...profile.meeting,
    maxProxiesPerAgent: 3,
    signedBlank: 'ABSTAIN',
    stalls: 'INCLUDED',
  } as const;
  const underRules = sheetOf({ procedure }, { ...profile, meeting });
  for (const said of [
    '凤源〔2021〕1号，自2021年9月1日起施行',
    '一名代理人最多代 3 人表决',
    '签名而未选择的事项按弃权计',
    '车位、摊位计入面积和人数',
  ])
    expect(underRules).toContain(said);
  expect(sheetOf({ synthetic: true })).toContain('（虚构示例）');
  expect(sheetOf({ withdrawnAt: '2022-06-21T02:00:00.000Z' })).toContain('已于2022年6月21日10:00撤回');
});
