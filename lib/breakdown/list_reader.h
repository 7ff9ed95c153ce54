#ifndef LIB_BREAKDOWN_LIST_READER_H_
#define LIB_BREAKDOWN_LIST_READER_H_

#include <cstddef>
#include <vector>

#include "lib/breakdown/reading.h"
#include "lib/breakdown/segmenter.h"
#include "lib/breakdown/tasks.h"

namespace sambyd::breakdown {

// Reads the tasks of list items and table rows, one after the other in the order of the text. What
// a list is for its introduction tells: features, addresses and demands give no tasks.
class ListReader {
 public:
  // All must outlive the object.
  ListReader(const Reading& reading, const std::vector<Segment>& segments, const LotText& lot,
             const Classifier& classifier);

  // Adds the tasks of segments[index], an item or a row. `intro` is the passage before its list;
  // `idle` tells that the section around it is about the procedure. False when the item speaks of
  // no work.
  bool Read(std::size_t index, Range intro, bool idle, TaskList& result);

 private:
  bool Has(Cue cue, Range range) const { return reading_.Has(cue, range); }
  void Open(std::size_t index, Range intro, bool idle, TaskList& result);
  bool SumsUp(Range item) const;
  bool IntroIsTheTask(Range intro) const;
  bool ItemsNameWork(std::size_t index) const;
  bool ItemsAreActions(std::size_t index) const;
  bool AnnouncesTasks(Range intro) const;
  bool NamesWork(const std::vector<Task>& tasks) const;
  bool ItemsAreShort(std::size_t index) const;
  bool ItemsAreUnlike(std::size_t index) const;
  bool IsTableHead(std::size_t index) const;
  bool NamesColumns(Range line) const;
  bool TieFigureOfItem(const Segment& item, std::vector<Task>& tasks) const;
  void ReadItem(const Segment& item, std::vector<Task>& tasks) const;
  void AddRest(Range item, std::vector<Task>& tasks) const;
  void ReadUnknownItem(Range item, Rule rule, std::vector<Task>& tasks) const;

  const Reading& reading_;
  const Text& text_;
  const std::vector<Segment>& segments_;
  const LotText& lot_;
  const Classifier& classifier_;
  bool lists_tasks_ = false;  // each item is work of its own, whatever its trade
  bool is_idle_ = false;
  Range table_head_;  // the line that names the columns of the table being read
  int item_ = 0;      // of the list being read, from 1
};

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_LIST_READER_H_
