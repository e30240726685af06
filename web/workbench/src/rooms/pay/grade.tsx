import { useGradeName } from '@/shared/i18n/grade-name';

export { useGradeName };

export const Grade = ({ grade }: { grade: string | null }) => {
  const name = useGradeName();
  return <>{grade === null ? '—' : name(grade)}</>;
};
