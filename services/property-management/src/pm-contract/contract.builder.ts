import type { ContractContent } from './contract-content';
import type { PmContract } from './pm-contract';
import type { ContractDraft, Signing } from './sign-contract';
import type { Mistake } from './void-contract';

/** The worked example of PM-13: nine services, 1.20 yuan per square metre and month, three years. */
export const content: ContractContent = {
  services: [
    { name: '楼道保洁', standard: '每日一次' },
    { name: '院落保洁', standard: '每日两次' },
    { name: '垃圾清运', standard: '日产日清' },
    { name: '绿化养护', standard: '每季修剪' },
    { name: '门岗值守', standard: '全天' },
    { name: '夜间巡查', standard: '每夜两次' },
    { name: '共用设施维修', standard: '两小时内到场' },
    { name: '排水疏通', standard: '每半年一次' },
    { name: '停车秩序', standard: '每日' },
  ],
  feeFenPerM2Month: 120,
  rights: '业主按时交费，企业按标准服务。',
  fundUse: '维修资金由业主共同决定使用。',
  pmRooms: '1 号楼一层东侧 30 平方米，无偿使用。',
  from: '2022-08-01',
  until: '2025-07-31',
  liability: '违约方赔偿损失。',
  handOver: '期满前移交资料和用房。',
};

export const aDraft = (differing: Partial<ContractDraft> = {}): ContractDraft => ({
  ...content,
  communityId: 'com_1',
  companyId: 'pmc_1',
  decisionId: 'dec_1',
  signedOn: '2022-07-28',
  paperNumber: '凤源-2022-01',
  paperHash: '0f'.repeat(32),
  subletsWhole: false,
  cutsUtilities: false,
  synthetic: true,
  ...differing,
});

/** A contract that is there already. */
export const aContract = (differing: Partial<PmContract> = {}): PmContract => {
  const { subletsWhole: _, cutsUtilities: __, ...entered } = aDraft();
  return {
    ...entered,
    ...content,
    id: 'pct_0',
    version: 1,
    decisionId: 'dec_0',
    paperNumber: '凤源-2019-07',
    paperHash: '1e'.repeat(32),
    entry: 1,
    committeeId: 'oc_1',
    recordedAt: '2022-07-28T02:00:00.000Z',
    voidedAt: null,
    voidedBecause: null,
    voidingPaperNumber: null,
    voidingPaperHash: null,
    boundFrom: null,
    boundUntil: null,
    ...differing,
  };
};

/** What a bureau says of the entry of a contract that runs as above. */
export const aMistake = (differing: Partial<Mistake> = {}): Mistake => ({
  reason: '期限抄错',
  paperNumber: '凤源业委会函〔2022〕1号',
  paperHash: 'ab'.repeat(32),
  from: content.from,
  until: content.until,
  neverSigned: false,
  ...differing,
});

/** On 1 August 2022, with an effective decision and nobody managing the zone. */
export const aSigning = (differing: Partial<Signing> = {}): Signing => ({
  contractId: 'pct_1',
  community: {
    id: 'com_1',
    version: 1,
    divisionCode: '140502',
    name: '凤源',
    synthetic: false,
    struckAt: null,
  },
  committee: { id: 'oc_1', communityId: 'com_1', termFrom: '2021-08-02', termUntil: '2024-08-01' },
  decision: {
    id: 'dec_1',
    communityId: 'com_1',
    companyId: 'pmc_1',
    effectiveAt: '2022-07-25T16:00:00.000Z',
    annulledOn: null,
    synthetic: false,
  },
  company: {
    id: 'pmc_1',
    version: 1,
    name: '晋城安居物业',
    creditCode: '91140502MA00000A12',
    synthetic: false,
    registeredAt: '2022-06-06T01:00:00.000Z',
    registeredIn: '140502',
  },
  contracts: [],
  now: '2022-08-01T02:00:00.000Z',
  ...differing,
});
