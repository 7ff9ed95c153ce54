#ifndef TOOLS_TRAIN_CLASSIFIER_TRAINER_H_
#define TOOLS_TRAIN_CLASSIFIER_TRAINER_H_

#include <vector>

#include "lib/breakdown/cpv_model.h"
#include "tools/train-classifier/samples.h"

namespace sambyd::training {

struct TrainingOptions {
  int epochs = 10;
  float rate = 4;
  int least_samples = 2;      // features seen in fewer samples are left out
  float least_weight = 0.6F;  // smaller weights are left out of the model
};

// Trains one softmax at each node of the code tree on the samples that are not held out. The finer
// codes below the classes are those of `detail_codes`. The calibration is left at its identity.
breakdown::CpvModel Train(const std::vector<Sample>& samples,
                          const std::vector<domain::CpvCode>& detail_codes,
                          const TrainingOptions& options);

// Sets the calibration of `model` from what `measured`, a model that never saw the held-out
// samples, makes of them.
void Calibrate(const breakdown::CpvModel& measured, const std::vector<Sample>& samples,
               breakdown::CpvModel& model);

}  // namespace sambyd::training

#endif  // TOOLS_TRAIN_CLASSIFIER_TRAINER_H_
