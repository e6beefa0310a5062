import { runService } from '@anju/runtime/run-service';
import { governanceService } from './service';

void runService(governanceService, process.env, process.argv);
