import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAssemblyMeeting0010001700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE assembly_meeting (
        id                       VARCHAR(64) NOT NULL PRIMARY KEY,
        version                  BIGINT NOT NULL,
        communityId              VARCHAR(64) NOT NULL,
        divisionCode             VARCHAR(40) NOT NULL,
        committeeId              VARCHAR(64) NOT NULL,
        form                     VARCHAR(40) NOT NULL,
        noticedAt                VARCHAR(24) NOT NULL,
        residentsCommitteeToldAt VARCHAR(24) NOT NULL,
        opensAt                  VARCHAR(24) NOT NULL,
        closesAt                 VARCHAR(24) NOT NULL,
        KEY assembly_meeting_community (communityId, id)
      )`);
    await runner.query(`
      CREATE TABLE notice_delivery (
        meetingId   VARCHAR(64) NOT NULL,
        ownerId     VARCHAR(64) NOT NULL,
        way         VARCHAR(40) NOT NULL,
        deliveredOn VARCHAR(10) NOT NULL,
        recordedAt  VARCHAR(24) NOT NULL,
        PRIMARY KEY (meetingId, ownerId, way, deliveredOn)
      )`);
    await makeAppendOnly(runner, 'notice_delivery');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notice_delivery');
    await runner.query('DROP TABLE assembly_meeting');
  }
}
