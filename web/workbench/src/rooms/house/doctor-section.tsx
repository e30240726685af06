import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Tag } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { Section } from '@/shared/ui/page';
import { useText } from './text';
import css from './house.module.css';
import type { Finding, Report } from './wire';

const databases = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

export const DoctorSection = () => {
  const t = useText();
  const run = useMutation({
    mutationFn: () => api.post<Report>('/api/house/doctor', {}, { timeoutMs: 90_000 }),
  });
  return (
    <Section
      title={t('doctor')}
      actions={
        <Button loading={run.isPending} onClick={() => run.mutate()}>
          {t(run.data === undefined ? 'runDoctor' : 'again')}
        </Button>
      }
    >
      <p className={css['lead']}>{t('doctorText')}</p>
      {run.isError && <Alert type="warning" showIcon title={toProblem(run.error).detail} />}
      {run.isPending && <p className={css['quiet']}>{t('running')}</p>}
      {run.isIdle && (
        <div className={css['empty']}>
          <strong>{t('notYet')}</strong>
          <span className={css['quiet']}>{t('notYetText')}</span>
        </div>
      )}
      {run.data !== undefined && !run.isPending && <Result report={run.data} />}
    </Section>
  );
};

const Result = ({ report }: { report: Report }) => {
  const t = useText();
  const findings = report.checks.flatMap((check) => check.findings.map((finding) => ({ check: check.name, finding })));
  const count = (level: Finding['level']) => findings.filter(({ finding }) => finding.level === level).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const quiet = report.checks.filter((check) => check.findings.length === 0).length;
  const heading =
    errors > 0 ? t('broken', { count: errors }) : warnings > 0 ? t('warned', { count: warnings }) : t('allWell');
  return (
    <div aria-live="polite">
      <p className={css['verdict']} data-level={errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'well'}>
        {errors + warnings > 0 ? <WarningFilled aria-hidden /> : <CheckCircleFilled aria-hidden />}
        {heading}
      </p>
      <p className={css['quiet']}>
        {t('facts', {
          count: report.checks.length,
          version: report.version,
          database: databases[report.database],
        })}
      </p>
      <ul className={css['findings']}>
        {findings.map(({ check, finding }, at) => (
          <Line key={`${check}-${finding.code}-${String(at)}`} finding={finding} />
        ))}
      </ul>
      {findings.length > 0 && quiet > 0 && <p className={css['quiet']}>{t('passed', { count: quiet })}</p>}
    </div>
  );
};

const colours = { error: 'red', warning: 'gold', note: 'default' } as const;

const Line = ({ finding }: { finding: Finding }) => {
  const t = useText();
  const language = useLanguage();
  return (
    <li className={css['finding']}>
      <Tag color={colours[finding.level]}>{t(finding.level)}</Tag>
      <div className={css['grow']}>
        {language === 'en' ? finding.en : finding.zh}
        <div className={css['quiet']}>
          {finding.code}
          {finding.subject != null && ` · ${t('subject')} ${finding.subject}`}
        </div>
      </div>
    </li>
  );
};
