import { useText } from './text';

const grades = {
  junior: 'gradeJunior',
  'mid-level': 'gradeMid',
  senior: 'gradeSenior',
  'customer-manager': 'gradeManager',
} as const;

/** Grades, and the assessments for them, are what the book calls them; those of the old books have names. */
export const useGradeName = () => {
  const t = useText();
  return (grade: string) => (grade in grades ? t(grades[grade as keyof typeof grades]) : grade);
};

export const Grade = ({ grade }: { grade: string | null }) => {
  const name = useGradeName();
  return <>{grade === null ? '—' : name(grade)}</>;
};
